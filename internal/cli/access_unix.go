//go:build unix

package cli

import "syscall"

// readWrite asks whether this user may read and write a file or folder.
func readWrite(path string) error { return syscall.Access(path, 6) }
