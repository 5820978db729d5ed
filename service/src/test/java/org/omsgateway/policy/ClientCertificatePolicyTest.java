package org.omsgateway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omsgateway.x509.DistinguishedName;

class ClientCertificatePolicyTest {
    private static final String WORKSPACE = "12345678-90ab-cdef-1234-567890abcdef";

    @ParameterizedTest
    @ValueSource(strings = {
        // The Linux agent, the Windows agent and its variants.
        "CN=12345678-90ab-cdef-1234-567890abcdef; CN=a1; OU=Linux Monitoring Agent; O=Microsoft",
        "O=Microsoft; OU=Microsoft Monitoring Agent; CN=a1; DC=12345678-90ab-cdef-1234-567890abcdef",
        "O=Microsoft; OU=Microsoft Monitoring Agent; CN=a1; CN=12345678-90ab-cdef-1234-567890abcdef",
        "CN=12345678-90ab-cdef-1234-567890abcdef; CN=a1; O=Microsoft",
        "O=Microsoft; CN=a1 + DC=12345678-90ab-cdef-1234-567890abcdef",
        "O=Microsoft; OU=x + CN=12345678-90AB-CDEF-1234-567890ABCDEF",
    })
    void allowsAgentsOfTheWorkspaceInAnyOrder(String subject) {
        assertThat(policy(List.of(WORKSPACE.toUpperCase(Locale.ROOT)), List.of()).test(name(subject))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "CN=00000000-90ab-cdef-1234-567890abcdef; CN=a1; O=Microsoft",
        "OU=12345678-90ab-cdef-1234-567890abcdef; CN=a1",
        "O=12345678-90ab-cdef-1234-567890abcdef",
        "CN=12345678-90ab-cdef-1234-567890abcdef ",
        "CN=x12345678-90ab-cdef-1234-567890abcdef",
        "CN={12345678-90ab-cdef-1234-567890abcdef}",
        "CN=",
        "O=Microsoft",
    })
    void refusesOthers(String subject) {
        assertThat(policy(List.of(WORKSPACE), List.of()).test(name(subject))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Gateway",
        "gateway",
        "CN=Gateway, OU=\"IT, Ops\", O=Contoso",
        "cn=gateway,ou=\"it, ops\",o=contoso",
        "O=Contoso, OU=\"IT, Ops\", CN=Gateway",
        "O = Contoso, OU = \"IT, Ops\", CN = Gateway",
    })
    void allowsTheCommonNameOrTheSubjectInEitherOrder(String entry) {
        assertThat(policy(List.of(), List.of("other", entry)).test(name("O=Contoso; OU=IT, Ops; CN=Gateway"))).isTrue();
    }

    /** The subject is untrusted, so the time to match it must be linear in its length. */
    @Test
    void matchesAHugeSubjectInOnePass() {
        String blanks = "a" + " ".repeat(10_000_000) + "b";
        assertThat(policy(List.of(WORKSPACE), List.of("a b")).test(name("CN=" + blanks))).isFalse();
        assertThat(policy(List.of(), List.of("CN=a , O=" + blanks)).test(name("O=b; CN=a"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Contoso", "CN=Gateway", "Gate", "CN=Gateway, O=Contoso, OU=\"IT, Ops\"", "*"})
    void refusesSubjectsThatAreOnlyAlike(String entry) {
        assertThat(policy(List.of(), List.of(entry)).test(name("O=Contoso; OU=IT, Ops; CN=Gateway"))).isFalse();
    }

    @Test
    void allowsAnyOfSeveralCommonNames() {
        assertThat(policy(List.of(), List.of("second")).test(name("CN=first; CN=second"))).isTrue();
    }

    @Test
    void allowsNobodyByDefault() {
        assertThat(policy(Set.of(), List.of()).test(name("CN=Gateway"))).isFalse();
        assertThat(policy(Set.of(), List.of()).test(name(""))).isFalse();
    }

    private static ClientCertificatePolicy policy(
            Collection<String> workspaceIds, Collection<String> subjects) {
        return new ClientCertificatePolicy(
                workspaceIds, subjects.stream().map(AllowedSubject::parse).toList());
    }

    /** A name from text: {@code "; "} separates its parts, and {@code " + "} the attributes of a part. */
    private static DistinguishedName name(String text) {
        return new DistinguishedName(Arrays.stream(text.split("; "))
                .filter(part -> !part.isEmpty())
                .map(part -> Arrays.stream(part.split(" \\+ "))
                        .map(attribute -> attribute.split("=", 2))
                        .map(attribute -> DistinguishedName.Attribute.text(attribute[0], attribute[1]))
                        .toList())
                .toList());
    }
}
