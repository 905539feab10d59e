package answer

import (
	"net/http"
	"sync"

	"huiyin/internal/fault"
)

// Uploads counts, in the memory of one node, the large forms that each person has under way: what waits of one on disk may take as much as ManyFiles.
// Its zero value is ready to use; a nil one lets everything pass.
type Uploads struct {
	mu    sync.Mutex
	under map[int64]int // by person
}

const (
	small       = 2 << 20 // bytes of a form that is not counted: it takes no more than one without files may
	mostUploads = 3       // of one person at a time
	askAgain    = 30      // seconds after which a program may send once more what was one too many
)

// Begin counts the form of a request until end is called, once. One more than a person may have under way is a fault of kind TooMany: it is not made to wait,
// since whoever waits holds a connection, and a browser tells nobody for what.
func (u *Uploads) Begin(r *http.Request, person int64) (end func(), err error) {
	if u == nil || person == 0 || !InParts(r) || 0 <= r.ContentLength && r.ContentLength <= small { // strangers are offered no large form
		return func() {}, nil
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.under[person] >= mostUploads {
		return nil, fault.New(fault.TooMany, "fault.too_many_uploads", "most", mostUploads, "seconds", askAgain)
	}
	if u.under == nil {
		u.under = map[int64]int{}
	}
	u.under[person]++
	return func() { u.end(person) }, nil
}

func (u *Uploads) end(person int64) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.under[person]--; u.under[person] == 0 {
		delete(u.under, person)
	}
}
