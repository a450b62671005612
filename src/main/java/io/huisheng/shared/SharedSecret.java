package io.huisheng.shared;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A secret of the whole house, made by the first node that needs it and kept in the database, with which texts are signed. */
public final class SharedSecret {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;

    private final String table;
    private final String name;
    private final Inserts inserts;
    private final JdbcClient jdbc;
    private volatile @Nullable SecretKeySpec key;

    /** The secret of this name in a table of names and secrets; names of tables must never come from outside. */
    public SharedSecret(String table, String name, Inserts inserts, JdbcClient jdbc) {
        this.table = table;
        this.name = name;
        this.inserts = inserts;
        this.jdbc = jdbc;
    }

    /**
     * Makes the secret where there is none yet. To be called at the start, outside any transaction: a secret that is rolled back
     * would live on in the memory of one node only.
     */
    public void prepare() {
        key();
    }

    /** The keyed digest of a text: the same on every node, and of no use to anybody without the secret. */
    public byte[] sign(String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key());
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private SecretKeySpec key() {
        var known = key;
        if (known == null) {
            var bits = new byte[BYTES];
            new SecureRandom().nextBytes(bits);
            inserts.ifAbsent(
                    table, Map.of("name", name, "secret", HexFormat.of().formatHex(bits)));
            var shared = jdbc.sql("select secret from " + table + " where name = ?")
                    .param(name)
                    .query(String.class)
                    .single();
            known = new SecretKeySpec(HexFormat.of().parseHex(shared), ALGORITHM);
            key = known;
        }
        return known;
    }
}
