/** Files that other projects wrote and keep for the tests of their own readers. */
package org.weft.tests.files;
