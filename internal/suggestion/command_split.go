package suggestion

import (
	"huiyin/internal/calendar"
	"huiyin/internal/fault"
)

// Merge joins a case to another on the same matter (并案).
type Merge struct {
	Into   int64  `json:"into" form:"case,required"`
	Reason string `json:"reason" form:"text" max:"1000"`
}

func (c *Merge) check(x *X, f *fault.Fields) {
	if c.Into == x.ID {
		f.Add("into", "field.merge_self")
	}
}

// Absorb notes on the main case that another was merged into it, or no longer is.
type Absorb struct {
	Other int64 `json:"other"`
}

// SplitPiece is one matter taken out of a text.
type SplitPiece struct {
	Title    string `json:"title" form:"line,required" max:"100"`
	Requests []int  `json:"requests" form:"numbers,required"` // numbers of the requests that belong to it, from 1
}

// Split divides a text with several matters into several suggestions (一事一议).
type Split struct {
	Pieces   []SplitPiece `json:"pieces" form:"splits,required"`
	Children []int64      `json:"children" form:"-"` // ids of the new cases, filled in
}

func (c *Split) check(x *X, f *fault.Fields) {
	used := map[int]bool{}
	for i, p := range c.Pieces {
		for _, n := range p.Requests {
			if n < 1 || n > len(x.Text.Requests) || used[n] {
				f.Add("pieces."+itoa(i)+".requests", "field.split_requests")
			}
			used[n] = true
		}
	}
	if len(used) >= len(x.Text.Requests) {
		f.Add("pieces", "field.split_leaves_nothing")
	}
}

// Born is the first event of a suggestion split from another: it brings its text along.
type Born struct {
	Facts
	From  int64        `json:"from"`
	Text  Text         `json:"text"`
	About About        `json:"about"`
	Kind  Kind         `json:"kind"`
	On    calendar.Day `json:"submitted_on"`
	Signs []Signature  `json:"signs"`
	Away  []Away       `json:"away,omitempty"`
	Files []File       `json:"files,omitempty"` // of the text: each part keeps them
	How   string       `json:"entered_how,omitempty"`
	Scan  string       `json:"scan,omitempty"`
}
