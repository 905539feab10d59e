package store

import (
	"bytes"
	"runtime"
	"runtime/debug"
	"sync"
)

// nested finds a transaction that is begun while another of the same goroutine is open. Each holds a connection: when all are held by
// transactions that wait for one more, the program stands still, and what the inner one sees is another state than the outer one's. Tests
// switch it on; without it a transaction costs a comparison with nil.
type nested struct {
	told func(where string)
	mu   sync.Mutex
	open map[string]int // goroutine → open transactions
}

func watchNested(told func(where string)) *nested {
	if told == nil {
		return nil
	}
	return &nested{told: told, open: map[string]int{}}
}

// begin notes a transaction of this goroutine and returns what notes its end.
func (n *nested) begin() (end func()) {
	if n == nil {
		return func() {}
	}
	me := goroutine()
	n.mu.Lock()
	n.open[me]++
	inside := n.open[me] > 1
	n.mu.Unlock()
	if inside {
		n.told(string(debug.Stack()))
	}
	return func() {
		n.mu.Lock()
		defer n.mu.Unlock()
		if n.open[me]--; n.open[me] == 0 {
			delete(n.open, me)
		}
	}
}

// goroutine is the head of this goroutine's stack, "goroutine 42": Go has no other name for it.
func goroutine() string {
	head := make([]byte, 32)
	head = head[:runtime.Stack(head, false)]
	if i := bytes.IndexByte(head, '['); i > 0 {
		head = head[:i]
	}
	return string(head)
}
