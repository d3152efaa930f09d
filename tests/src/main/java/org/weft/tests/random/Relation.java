package org.weft.tests.random;

import java.util.List;
import java.util.Optional;

/**
 * Something in FROM.
 *
 * @param key a column without nulls and duplicates, if there is one
 */
record Relation(Tree tree, List<Scope.Column> columns, Optional<String> key) {}
