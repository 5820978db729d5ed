package org.omsgateway.benchmarks.load;

/** Waits until every batch that was sent has its response. */
final class AwaitAnswers extends Phase {
    private Fleet fleet;

    @Override
    void start(Fleet on) {
        fleet = on;
        look();
    }

    @Override
    void answered(AgentLink link) {
        look();
    }

    @Override
    void failed(AgentLink link) {
        look();
    }

    private void look() {
        if (fleet.links().stream().allMatch(link -> link.unanswered() == 0)) {
            finish();
        }
    }
}
