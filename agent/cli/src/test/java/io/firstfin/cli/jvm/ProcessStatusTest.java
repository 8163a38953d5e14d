package io.firstfin.cli.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessStatusTest {
    @Test
    void a_jvm_in_a_container_has_a_pid_of_its_own_there() {
        assertThat(ProcessStatus.parse("""
                Name:\tjava
                State:\tS (sleeping)
                Pid:\t4711
                Uid:\t1000\t1001\t1000\t1000
                Gid:\t1000\t1002\t1000\t1000
                NSpid:\t4711\t12\t1
                SigCgt:\t2000000181005ccf
                """)).isEqualTo(new ProcessStatus(1001, 1002, 1, true, 'S'));
    }

    @Test
    void a_stopped_process_without_a_handler_is_told_apart() {
        assertThat(ProcessStatus.parse("""
                State:\tT (stopped)
                Pid:\t7
                Uid:\t4294967295\t4294967294\t0\t0
                Gid:\t0\t0\t0\t0
                SigCgt:\t0000000000000000
                """)).isEqualTo(new ProcessStatus(-2, 0, 7, false, 'T'));
    }
}
