package verify_test

import (
	"flag"
	"os"
	"testing"

	"huiyin/internal/store/storetest"
)

var crashes = flag.Int("crashes", 10, "how many times TestNothingAcknowledgedIsLostWhenKilled kills the writer")

// TestMain runs the tests, or, in the child process of the crash test, the load of writing.
func TestMain(m *testing.M) {
	if data := os.Getenv(crashData); data != "" {
		os.Exit(writeUntilKilled(data))
	}
	storetest.Main(m)
}
