package store

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// conditions are the different ones that several filters ask, each a bit of the answers that a row gives.
type conditions struct {
	bit   map[string]int // by text and arguments
	texts []string
}

// answers are what a row says to all conditions, so many in each number.
type answers []int64

const perNumber = 62

// agreeing are the rows of one group that give the same answers.
type agreeing struct {
	key string
	all answers
	n   int
}

// have reports whether all that is asked is answered with yes.
func (a answers) have(asked answers) bool {
	for i, bits := range asked {
		if bits != 0 && a[i]&bits != bits {
			return false
		}
	}
	return true
}

var placeholder = regexp.MustCompile(`\$(\d+)`)

// of returns the bits that together are what part asks, and puts the arguments of new conditions into w.
func (c *conditions) of(w, part *Where) answers {
	if c.bit == nil {
		c.bit = map[string]int{}
	}
	var out answers
	for _, text := range part.parts {
		arg := func(place string) any {
			n, err := strconv.Atoi(place[1:])
			if err != nil || n > len(part.args) {
				panic("store: condition without its argument: " + text)
			}
			return part.args[n-1]
		}
		key := placeholder.ReplaceAllStringFunc(text, func(p string) string { return fmt.Sprintf("\x00%T %v\x00", arg(p), arg(p)) })
		bit, ok := c.bit[key]
		if !ok {
			bit = len(c.texts)
			c.bit[key] = bit
			c.texts = append(c.texts, placeholder.ReplaceAllStringFunc(text, func(p string) string { return w.Arg(arg(p)) }))
		}
		for len(out) <= bit/perNumber {
			out = append(out, 0)
		}
		out[bit/perNumber] |= 1 << (bit % perNumber)
	}
	return out
}

// columns are the numbers of the answers as columns of a query, a comma before each, and their names; merged when several rows make one
// member, of which a condition is true when it is true of any of them.
func (c *conditions) columns(merged bool) (columns string, names []string) {
	bit := " + CASE WHEN %s THEN %d ELSE 0 END"
	if merged {
		bit = " + MAX(CASE WHEN %s THEN %d ELSE 0 END)"
	}
	var b strings.Builder
	for i, text := range c.texts {
		if i%perNumber == 0 {
			if i > 0 {
				fmt.Fprintf(&b, " AS m%d", len(names)-1)
			}
			names = append(names, fmt.Sprintf(", q.m%d", len(names)))
			b.WriteString(", CAST(0 AS BIGINT)")
		}
		fmt.Fprintf(&b, bit, text, int64(1)<<(i%perNumber))
	}
	if len(names) > 0 {
		fmt.Fprintf(&b, " AS m%d", len(names)-1)
	}
	return b.String(), names
}
