package org.weft.tests.rooms;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** {@code planner ← io, shuffle ← container ← am}: dependencies run one way. */
@AnalyzeClasses(packages = "org.weft", importOptions = DoNotIncludeTests.class)
class RoomsTest {
  @ArchTest
  static final ArchRule the_planner_knows_no_other_room =
      noClasses()
          .that()
          .resideInAPackage("org.weft.planner..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.weft.io..", "org.weft.shuffle..", "org.weft.container..", "org.weft.am..")
          .because("what is asked does not depend on who answers");

  @ArchTest
  static final ArchRule the_planner_knows_no_storage_and_no_network =
      noClasses()
          .that()
          .resideInAPackage("org.weft.planner..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.hadoop..", "org.apache.arrow..", "org.apache.parquet..", "java.net..")
          .because("the same plan runs in one process and on YARN, and is tested without either");

  @ArchTest
  static final ArchRule the_planner_knows_no_threads =
      noClasses()
          .that()
          .resideInAPackage("org.weft.planner..")
          .and()
          .resideOutsideOfPackage("org.weft.planner.memory..")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Thread.class)
          .because(
              "plans are data; only memory must know whose thread holds what, to have it spill");

  @ArchTest
  static final ArchRule io_knows_only_the_planner =
      noClasses()
          .that()
          .resideInAPackage("org.weft.io..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.weft.shuffle..", "org.weft.container..", "org.weft.am..")
          .because("a reader fills batches and does not know who reads them");

  @ArchTest
  static final ArchRule the_shuffle_knows_only_the_planner =
      noClasses()
          .that()
          .resideInAPackage("org.weft.shuffle..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.weft.io..", "org.weft.container..", "org.weft.am..")
          .because("rows are moved the same way whoever made them");

  @ArchTest
  static final ArchRule the_container_does_not_know_who_decides =
      noClasses()
          .that()
          .resideInAPackage("org.weft.container..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.weft.am..", "org.apache.hadoop.yarn.client..")
          .because("a task runs on what it is told");

  @ArchTest
  static final ArchRule calcite_stays_in_the_sql_room =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.weft.planner.sql..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.calcite..")
          .because("one room translates to Calcite and back");

  @ArchTest
  static final ArchRule unsafe_stays_in_one_class =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("org.weft.planner.memory.Memory")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("sun.misc.Unsafe")
          .because("every raw access must go through the checks of the checked build");

  @ArchTest
  static final ArchRule the_embedded_cluster_stays_in_the_demo =
      noClasses()
          .that()
          .resideInAnyPackage("org.weft.am..")
          .and()
          .resideOutsideOfPackage("org.weft.am.demo..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "org\\.apache\\.hadoop\\..*\\.Mini[A-Z].*Cluster.*|io\\.trino\\.tpch\\..*")
          .because("those libraries are on the class path of weft demo only");

  @ArchTest
  static final ArchRule modules_do_not_depend_in_circles =
      slices().matching("org.weft.(*)..").should().beFreeOfCycles();
}
