package org.weft.shuffle.flight;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/** Signs and checks with the application's secret, by HMAC-SHA256. Thread-safe. */
public final class TicketSigner {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int SIGNATURE = 32;
  private static final int SHORTEST_SECRET = 16;

  /** The secret may sign other things elsewhere: a signature holds for its purpose only. */
  private static final byte[] PURPOSE = "weft shuffle ticket\0".getBytes(StandardCharsets.US_ASCII);

  private final SecretKeySpec key;

  /** A signer with the application's secret, at least 16 bytes. */
  public TicketSigner(byte[] secret) {
    if (secret.length < SHORTEST_SECRET) {
      throw new IllegalArgumentException("a secret of " + secret.length + " bytes");
    }
    key = new SecretKeySpec(secret, ALGORITHM);
  }

  /** The payload followed by its signature. */
  byte[] sign(byte[] payload) {
    byte[] signed = Arrays.copyOf(payload, payload.length + SIGNATURE);
    System.arraycopy(signature(payload), 0, signed, payload.length, SIGNATURE);
    return signed;
  }

  /**
   * The payload of something signed.
   *
   * @throws WeftException UNAUTHENTICATED if it was not signed with this secret
   */
  ByteBuffer verify(byte[] signed) {
    int length = Math.max(0, signed.length - SIGNATURE);
    byte[] payload = Arrays.copyOf(signed, length);
    byte[] signature = Arrays.copyOfRange(signed, length, signed.length);
    if (!MessageDigest.isEqual(signature, signature(payload))) {
      throw WeftException.of(
          ErrorCode.UNAUTHENTICATED, "a shuffle ticket without this application's signature");
    }
    return ByteBuffer.wrap(payload);
  }

  private byte[] signature(byte[] payload) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(PURPOSE);
      return mac.doFinal(payload);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
