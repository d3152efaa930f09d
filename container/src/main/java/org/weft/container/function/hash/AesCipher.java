package org.weft.container.function.hash;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Locale;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.weft.container.expression.tree.Failures;

/**
 * AES as in Spark: what is encrypted starts with the initialisation vector (12 bytes of GCM, 16 of
 * CBC, none of ECB), and ends in GCM with a tag of 16 bytes.
 */
public enum AesCipher {
  GCM("AES/GCM/NoPadding", 12),
  CBC("AES/CBC/PKCS5Padding", 16),
  ECB("AES/ECB/PKCS5Padding", 0);

  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String transformation;
  private final int vectorLength;

  AesCipher(String transformation, int vectorLength) {
    this.transformation = transformation;
    this.vectorLength = vectorLength;
  }

  /**
   * The cipher of a mode: GCM, CBC or ECB, and of a padding: DEFAULT, NONE (GCM's) or PKCS.
   *
   * @throws org.weft.planner.error.WeftException if there is none
   */
  public static AesCipher of(String mode, String padding) {
    AesCipher cipher =
        switch (mode.toUpperCase(Locale.ROOT)) {
          case "GCM" -> GCM;
          case "CBC" -> CBC;
          case "ECB" -> ECB;
          default -> throw unknown(mode, padding);
        };
    boolean fits =
        switch (padding.toUpperCase(Locale.ROOT)) {
          case "DEFAULT" -> true;
          case "NONE" -> cipher == GCM;
          case "PKCS" -> cipher != GCM;
          default -> false;
        };
    if (!fits) {
      throw unknown(mode, padding);
    }
    return cipher;
  }

  private static RuntimeException unknown(String mode, String padding) {
    return Failures.badValue("AES has no mode '" + mode + "' with padding '" + padding + "' here")
        .hint("use GCM with NONE, CBC with PKCS or ECB with PKCS");
  }

  /**
   * The bytes encrypted.
   *
   * @param vector the initialisation vector; empty for one by chance
   * @param extra what GCM authenticates besides; may be empty
   */
  public byte[] encrypt(byte[] bytes, byte[] key, byte[] vector, byte[] extra) {
    byte[] used = vector.length == 0 ? random() : vector;
    if (used.length != vectorLength) {
      throw Failures.badValue(
          vectorLength == 0
              ? "AES in mode ECB has no initialisation vector"
              : "the initialisation vector of AES in mode "
                  + this
                  + " has "
                  + vectorLength
                  + " bytes, not "
                  + used.length);
    }
    try {
      byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, key, used, extra).doFinal(bytes);
      byte[] result = Arrays.copyOf(used, used.length + encrypted.length);
      System.arraycopy(encrypted, 0, result, used.length, encrypted.length);
      return result;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + transformation, e);
    }
  }

  /**
   * What was encrypted.
   *
   * @throws org.weft.planner.error.WeftException if the key, or what was encrypted, is another
   */
  public byte[] decrypt(byte[] bytes, byte[] key, byte[] extra) {
    if (bytes.length < vectorLength) {
      throw Failures.badValue("bytes that AES in mode " + this + " did not encrypt");
    }
    byte[] vector = Arrays.copyOf(bytes, vectorLength);
    try {
      return cipher(Cipher.DECRYPT_MODE, key, vector, extra)
          .doFinal(bytes, vectorLength, bytes.length - vectorLength);
    } catch (GeneralSecurityException e) {
      throw Failures.badValue("bytes that AES in mode " + this + " did not encrypt with this key")
          .hint("use try_aes_decrypt to get NULL instead");
    }
  }

  private byte[] random() {
    byte[] vector = new byte[vectorLength];
    RANDOM.nextBytes(vector);
    return vector;
  }

  private Cipher cipher(int direction, byte[] key, byte[] vector, byte[] extra)
      throws GeneralSecurityException {
    if (key.length != 16 && key.length != 24 && key.length != 32) {
      throw Failures.badValue("a key of AES has 16, 24 or 32 bytes, not " + key.length);
    }
    if (extra.length > 0 && this != GCM) {
      throw Failures.badValue("AES in mode " + this + " authenticates nothing besides the bytes")
          .hint("use mode GCM");
    }
    Cipher cipher = Cipher.getInstance(transformation);
    SecretKeySpec secret = new SecretKeySpec(key, "AES");
    switch (this) {
      case GCM -> cipher.init(direction, secret, new GCMParameterSpec(TAG_BITS, vector));
      case CBC -> cipher.init(direction, secret, new IvParameterSpec(vector));
      case ECB -> cipher.init(direction, secret);
    }
    if (extra.length > 0) {
      cipher.updateAAD(extra);
    }
    return cipher;
  }
}
