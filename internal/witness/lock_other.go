//go:build !unix

package witness

import "os"

// lock does nothing where the system has no such locks: do not run two programs on one data folder there.
func lock(*os.File) error { return nil }

func unlock(*os.File) {}
