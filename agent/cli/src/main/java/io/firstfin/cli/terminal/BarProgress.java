package io.firstfin.cli.terminal;

import java.io.PrintWriter;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar that redraws itself in place. */
final class BarProgress implements Progress {
    private static final int WIDEST = 79;
    private final ProgressBar bar;
    private final PrintWriter out;
    private final Duration whole;

    BarProgress(PrintWriter out, String task, Duration whole) {
        this.out = out;
        this.whole = whole;
        bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(Math.max(1, whole.toSeconds()))
                .setUnit("s", 1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(250)
                .hideEta()
                .setConsumer(new InPlace(out, width()))
                .build();
    }

    /** A longer line cannot be redrawn in place. */
    private static int width() {
        return Terminal.STDERR
                .size()
                .map(size -> Math.min(WIDEST, size.columns() - 1))
                .orElse(WIDEST);
    }

    @Override
    public void reached(Duration elapsed) {
        bar.stepTo(Math.min(elapsed.toSeconds(), whole.toSeconds()));
    }

    @Override
    public void close() {
        bar.close();
        out.println();
        out.flush();
    }

    /** The library's own would start JLine to learn the width, which loads native code for a number. */
    private record InPlace(PrintWriter out, int width) implements ProgressBarConsumer {
        @Override
        public int getMaxRenderedLength() {
            return width;
        }

        @Override
        public void accept(String line) {
            out.print("\r" + line);
            out.flush();
        }

        /** Called late, from the thread that draws: the line is ended by who ended the bar. */
        @Override
        public void close() {
            out.flush();
        }
    }
}
