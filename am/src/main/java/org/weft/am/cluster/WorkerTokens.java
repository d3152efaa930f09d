package org.weft.am.cluster;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hadoop.io.DataOutputBuffer;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.security.token.Token;
import org.apache.hadoop.security.token.TokenIdentifier;
import org.apache.hadoop.yarn.security.AMRMTokenIdentifier;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/** The tokens that workers get: all of ours but the right to be the ApplicationMaster. */
public final class WorkerTokens {
  private WorkerTokens() {}

  /** The token file for a worker's launch. */
  public static ByteBuffer serialized() {
    try {
      return serialize(without(UserGroupInformation.getCurrentUser().getCredentials()));
    } catch (IOException e) {
      throw WeftException.of(ErrorCode.INTERNAL, "the tokens cannot be read: " + e.getMessage(), e);
    }
  }

  static Credentials without(Credentials ours) {
    Credentials workers = new Credentials();
    for (Token<? extends TokenIdentifier> token : ours.getAllTokens()) {
      if (!token.getKind().equals(AMRMTokenIdentifier.KIND_NAME)) {
        workers.addToken(token.getService(), token);
      }
    }
    ours.getAllSecretKeys().forEach(key -> workers.addSecretKey(key, ours.getSecretKey(key)));
    return workers;
  }

  private static ByteBuffer serialize(Credentials credentials) throws IOException {
    DataOutputBuffer buffer = new DataOutputBuffer();
    credentials.writeTokenStorageToStream(buffer);
    return ByteBuffer.wrap(buffer.getData(), 0, buffer.getLength());
  }
}
