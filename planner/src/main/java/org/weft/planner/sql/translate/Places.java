package org.weft.planner.sql.translate;

import java.util.List;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Cast;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.expr.Place;
import org.weft.planner.sql.Statement;
import org.weft.planner.sql.parse.QueryParser;

/**
 * Where the expressions of a query were written. The algebra keeps that of calls while it rewrites
 * them, and forgets it where it makes new ones.
 *
 * @param subQuery where the sub-query stands that may give no second row, if there is just one
 */
record Places(Statement.Query query, SqlParserPos subQuery) {
  /** A position of the algebra in the whole text. */
  Place of(SqlParserPos pos) {
    return QueryParser.position(pos).flatMap(query::find).map(Place::at).orElse(Place.UNKNOWN);
  }

  /** That of the sub-query whose rows are counted. */
  Place ofSubQuery() {
    return of(subQuery);
  }

  /** What became of a call that stands there: whatever in it has no place yet has this one. */
  static Expression at(Place place, Expression made) {
    boolean isNothingToSay =
        place.position().isEmpty()
            || made.inputs().isEmpty()
            || made.place().position().isPresent();
    if (isNothingToSay) {
      return made;
    }
    List<Expression> inputs = made.inputs().stream().map(input -> at(place, input)).toList();
    if (made instanceof Call call) {
      return call.with(inputs).at(place);
    }
    if (made instanceof Cast cast) {
      return cast.with(inputs.get(0)).at(place);
    }
    return ((LibraryCall) made).with(inputs).at(place);
  }
}
