//go:build !unix

package cli

// readWrite leaves the answer to the engine where the system cannot be asked.
func readWrite(string) error { return nil }
