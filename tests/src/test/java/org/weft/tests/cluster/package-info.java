/** What only a cluster shows: submission, containers, faults. */
package org.weft.tests.cluster;
