package org.omsgateway.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TracedEventTest {
    @Test
    void readsTheStringsOfEachThreadsOwnCall() {
        String trace = """
                0228:fixme:advapi:ReportEventW (00000000CAFE4242,0x0001,0x0003,0xc0000069,0,0x0002,0x0,0,0): stub
                022c:fixme:advapi:ReportEventW (00000000CAFE4242,0x0004,0x0000,0x40000065,0,0x0001,0x0,0,0): stub
                0228:err:eventlog:ReportEventW L"a \\"b\\" C:\\\\c \\4e2d"
                022c:trace:eventlog:ReportEventW L"started"
                0228:err:eventlog:ReportEventW L""
                what a program says on its standard output
                """;
        assertThat(TracedEvent.parse(trace)).containsExactly(
                new TracedEvent(TracedEvent.ERROR, 3, 0xC0000069, List.of("a \"b\" C:\\c 中", "")),
                new TracedEvent(TracedEvent.INFORMATION, 0, 0x40000065, List.of("started")));
        assertThat(TracedEvent.parse(trace).get(0).id()).isEqualTo(105);
    }

    @Test
    void marksAStringThatWineHasCut() {
        assertThat(TracedEvent.parse("""
                0228:fixme:advapi:ReportEventW (00000000CAFE4242,0x0002,0x0003,0x80000068,0,0x0001,0x0,0,0): stub
                0228:warn:eventlog:ReportEventW L"xxx"...
                """).get(0).line()).isEqualTo("xxx...");
    }
}
