package org.weft.am.master;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.hadoop.security.UserGroupInformation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.weft.am.cluster.EngineFiles;
import org.weft.am.cluster.EngineResources;
import org.weft.am.cluster.FinalStatus;
import org.weft.am.cluster.GrantedContainers;
import org.weft.am.cluster.NmPort;
import org.weft.am.cluster.RmPort;
import org.weft.am.cluster.WorkerTokens;
import org.weft.am.cluster.YarnNodeManagers;
import org.weft.am.cluster.YarnResourceManager;
import org.weft.am.rpc.EndOfApplication;
import org.weft.container.worker.ProcessTimes;
import org.weft.container.worker.WorkerMain;
import org.weft.planner.error.ErrorReport;
import org.weft.planner.error.WeftException;
import org.weft.shuffle.exchange.ServerAddress;

/**
 * The entry point of the ApplicationMaster. Whatever happens, the application ends unregistered,
 * with a status and a cause: otherwise its user would only read that a container exited with 1.
 */
public final class ApplicationMaster {
  private static final Logger LOG = LoggerFactory.getLogger(ApplicationMaster.class);
  private static final int NO_PORT = -1;
  private static final int EXIT_FAILED_START = 10;
  private static final int EXIT_LOST_RM = 12;

  private ApplicationMaster() {}

  /** Runs an application and ends the process. */
  public static void main(String[] args) {
    timing("main starts");
    int status = EXIT_FAILED_START;
    try {
      status = run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      LOG.error("the ApplicationMaster failed", e);
      System.err.println(e.getMessage());
    }
    System.exit(status);
  }

  private static int run() throws InterruptedException {
    MasterEnvironment environment = MasterEnvironment.of(System.getenv());
    MasterConfiguration configuration =
        MasterConfiguration.read(Path.of(EngineFiles.CONFIGURATION_LINK));
    UserGroupInformation.setConfiguration(configuration.hadoop());
    GrantedContainers granted = new GrantedContainers();
    Staging staging = new Staging(environment.engine().staging(), configuration.hadoop());
    try (RmPort rm = new YarnResourceManager(configuration.hadoop(), granted)) {
      timing("ResourceManager's client is up");
      EndOfApplication end;
      try {
        Supplier<NmPort> nodes =
            () ->
                new YarnNodeManagers(
                    configuration.hadoop(),
                    granted,
                    new YarnNodeManagers.Baggage(
                        EngineResources.of(environment.engine()),
                        WorkerTokens.serialized(),
                        Map.of()));
        MasterService.Doors doors = new MasterService.Doors(rm, nodes, WorkerMain.secret());
        end = serve(new MasterService(environment, configuration, doors));
      } catch (RmPort.AttemptLostException e) {
        LOG.error("{}", e.getMessage());
        return EXIT_LOST_RM;
      }
      rm.unregister(end.status(), end.diagnostics());
    }
    staging.delete();
    return 0;
  }

  private static EndOfApplication serve(MasterService service) throws InterruptedException {
    try (service) {
      return service.run();
    } catch (RmPort.AttemptLostException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      LOG.error("the application fails", e);
      service.registerAtLeast();
      return new EndOfApplication(FinalStatus.FAILED, describe(e));
    }
  }

  /** The first line is the cause, as its user would read it elsewhere. */
  private static String describe(Throwable failure) {
    ErrorReport report = ErrorReport.of(failure);
    WeftException error = report.toException();
    return error.code()
        + ": "
        + error.sentence()
        + error.hint().map(h -> "\n  try: " + h).orElse("");
  }

  static ServerAddress nowhere(String host) {
    return new ServerAddress(host, NO_PORT);
  }

  static void timing(String what) {
    LOG.info("timing: {} after {}", what, ProcessTimes.sinceStart());
  }
}
