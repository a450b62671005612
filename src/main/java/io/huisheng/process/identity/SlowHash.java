package io.huisheng.process.identity;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.camunda.bpm.engine.impl.digest.PasswordEncryptor;

/** Keeps passwords as PBKDF2; the engine's own single round of SHA-512 is guessed billions of times a second. */
final class SlowHash implements PasswordEncryptor {

    private static final int KEY_BITS = 256;
    private static final int SALT_BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    private final int iterations;

    SlowHash(int iterations) {
        this.iterations = iterations;
    }

    @Override
    public String encrypt(String password) {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return iterations + ":" + encode(salt) + ":" + encode(derive(password, salt, iterations));
    }

    @Override
    public boolean check(String password, String encrypted) {
        var parts = encrypted.split(":", -1);
        if (parts.length != 3) {
            return false;
        }
        var salt = Base64.getDecoder().decode(parts[1]);
        var expected = Base64.getDecoder().decode(parts[2]);
        return MessageDigest.isEqual(expected, derive(password, salt, Integer.parseInt(parts[0])));
    }

    @Override
    public String hashAlgorithmName() {
        return "PBKDF2-SHA512";
    }

    private static byte[] derive(String password, byte[] salt, int iterations) {
        var spec = new PBEKeySpec(password.toCharArray(), salt, iterations, KEY_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("PBKDF2 is part of every Java", e);
        } finally {
            spec.clearPassword();
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
