package io.firstfin.kernel.procfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcLimitsTest {

    @Test
    void the_soft_limit_of_open_files_is_the_one_that_holds() {
        assertThat(ProcLimits.openFiles(List.of(
                        "Limit                     Soft Limit           Hard Limit           Units     ",
                        "Max processes             96106                96106                processes ",
                        "Max open files            1024                 524288               files     ")))
                .isEqualTo(1024);
        assertThat(ProcLimits.openFiles()).isPositive();
    }

    @Test
    void what_the_kernel_does_not_say_is_not_known() {
        assertThat(ProcLimits.openFiles(List.of())).isEqualTo(-1);
        assertThat(ProcLimits.openFiles(
                        List.of("Max open files            unlimited            unlimited            files")))
                .isEqualTo(-1);
    }
}
