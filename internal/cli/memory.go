package cli

import "runtime/debug"

// The collector runs half as often as it would by itself, which is a fifth of a list's processor time, until the heap nears what the
// budget of 300 MB leaves it; then as often as it must.
const (
	growth   = 200       // per cent
	heapNear = 220 << 20 // bytes
)

// tuneMemory leaves alone what the operator has set with Go's own variables.
func tuneMemory(getenv func(string) string) {
	if getenv("GOGC") == "" {
		debug.SetGCPercent(growth)
	}
	if getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(heapNear)
	}
}
