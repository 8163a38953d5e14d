package io.firstfin.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.invoke.MethodHandles;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CollectableLoaderTest {
    private static final long WAIT_NANOS = 20_000_000_000L;

    @Test
    void after_the_last_close_nothing_holds_the_class_loader() throws Exception {
        WeakReference<ClassLoader> loader = useAndForget();

        long deadline = System.nanoTime() + WAIT_NANOS;
        while (loader.get() != null && System.nanoTime() < deadline) {
            System.gc();
            Thread.onSpinWait();
        }
        assertThat(loader.get()).isNull();
    }

    private static WeakReference<ClassLoader> useAndForget() throws Exception {
        try (URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            open(loader, "io.firstfin.kernel.source.SocketTables");
            open(loader, "io.firstfin.kernel.tcpinfo.TcpInfoReader");
            return new WeakReference<>(loader);
        }
    }

    private static void open(ClassLoader loader, String type) throws Exception {
        Object opened = loader.loadClass(type)
                .getMethod("open", MethodHandles.Lookup.class)
                .invoke(null, Restricted.lookup());
        if (opened instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    private static URL[] classPath() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }
}
