package org.omsgateway.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.omsgateway.fuzz.FuzzTest.Target;

class CorpusTest {
    private static final double LEAST = 0.95;

    @Test
    void reachesNearlyEveryBranchOfTheParsers() throws Exception {
        try (BranchCoverage coverage = new BranchCoverage(Corpus.PARSERS)) {
            for (Target target : Target.values()) {
                for (byte[] known : target.knownCases()) {
                    coverage.run(target.type(), known);
                }
            }
            Map<String, BranchCoverage.Branches> branches = coverage.branches();
            BranchCoverage.Branches all = branches.values().stream()
                    .reduce(new BranchCoverage.Branches(0, 0), BranchCoverage.Branches::plus);
            System.out.println("Branches of the parsers: " + all + " " + branches);
            assertThat(all.ratio()).as(branches.toString()).isGreaterThanOrEqualTo(LEAST);
        }
    }
}
