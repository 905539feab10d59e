//go:build unix

package witness

import (
	"os"
	"syscall"
)

// lock keeps other programs on the same data folder (an import, a backup's anchor) out while lines are written.
func lock(f *os.File) error { return syscall.Flock(int(f.Fd()), syscall.LOCK_EX) }

func unlock(f *os.File) { _ = syscall.Flock(int(f.Fd()), syscall.LOCK_UN) }
