/** The SQL endpoint as JDBC drivers and bare Flight clients see it. */
package org.weft.tests.endpoint;
