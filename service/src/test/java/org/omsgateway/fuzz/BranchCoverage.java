package org.omsgateway.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.analysis.IClassCoverage;
import org.jacoco.core.analysis.ICounter;
import org.jacoco.core.data.ExecutionData;
import org.jacoco.core.data.ExecutionDataStore;
import org.jacoco.core.data.SessionInfoStore;
import org.jacoco.core.instr.Instrumenter;
import org.jacoco.core.runtime.LoggerRuntime;
import org.jacoco.core.runtime.RuntimeData;

/** Runs fuzz targets on classes of their own, of which some record their branches. */
final class BranchCoverage implements AutoCloseable {
    private static final String PREFIX = "org.omsgateway.";

    /** Branches of one class or more. */
    record Branches(int covered, int all) {
        Branches plus(Branches more) {
            return new Branches(covered + more.covered, all + more.all);
        }

        double ratio() {
            return all == 0 ? 1 : (double) covered / all;
        }
    }

    private final Pattern measured;
    private final LoggerRuntime runtime = new LoggerRuntime();
    private final RuntimeData data = new RuntimeData();
    private final Instrumenter instrumenter = new Instrumenter(runtime);
    private final Map<String, byte[]> measuredClasses = new HashMap<>();
    private final ClassLoader loader = new Loader();

    /** @param measured matches the names of the classes to measure, without those inside of them */
    BranchCoverage(Pattern measured) throws Exception {
        this.measured = measured;
        runtime.startup(data);
    }

    /** Runs {@code target} on {@code input}. */
    void run(Class<?> target, byte[] input) throws ReflectiveOperationException {
        Method method = Class.forName(target.getName(), true, loader).getMethod("fuzzerTestOneInput", byte[].class);
        try {
            method.invoke(null, (Object) input);
        } catch (InvocationTargetException e) {
            throw new AssertionError(e.getCause());
        }
    }

    /** The probes passed so far. */
    Set<String> probes() {
        Set<String> passed = new HashSet<>();
        for (ExecutionData type : collect().getContents()) {
            boolean[] probes = type.getProbes();
            for (int i = 0; i < probes.length; i++) {
                if (probes[i]) {
                    passed.add(type.getName() + i);
                }
            }
        }
        return passed;
    }

    /** The branches of each measured class that a target has used, by name. */
    Map<String, Branches> branches() throws IOException {
        CoverageBuilder coverage = new CoverageBuilder();
        Analyzer analyzer = new Analyzer(collect(), coverage);
        for (Map.Entry<String, byte[]> type : measuredClasses.entrySet()) {
            analyzer.analyzeClass(type.getValue(), type.getKey());
        }
        Map<String, Branches> branches = new TreeMap<>();
        for (IClassCoverage type : coverage.getClasses()) {
            ICounter counter = type.getBranchCounter();
            branches.merge(type.getName().replaceAll("\\$.*", "").replace('/', '.').substring(PREFIX.length()),
                    new Branches(counter.getCoveredCount(), counter.getTotalCount()), Branches::plus);
        }
        return branches;
    }

    private ExecutionDataStore collect() {
        ExecutionDataStore store = new ExecutionDataStore();
        data.collect(store, new SessionInfoStore(), false);
        return store;
    }

    @Override
    public void close() {
        runtime.shutdown();
    }

    private final class Loader extends ClassLoader {
        Loader() {
            super(BranchCoverage.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (!name.startsWith(PREFIX)) {
                    return super.loadClass(name, resolve);
                }
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? define(name) : loaded;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                if (measured.matcher(name.replaceAll("\\$.*", "")).matches()) {
                    measuredClasses.put(name, bytes);
                    bytes = instrumenter.instrument(bytes, name);
                }
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
