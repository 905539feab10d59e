package score

import (
	"embed"
	"encoding/json"
	"fmt"
	"sync"
)

//go:embed schemes/*.json
var shipped embed.FS

// offered is the sequence in which the shipped schemes are offered.
var offered = []string{"four-looks", "shijiazhuang", "shenzhen-2007"}

var book = sync.OnceValue(func() map[string][]byte {
	out := map[string][]byte{}
	for _, id := range offered {
		raw, err := shipped.ReadFile("schemes/" + id + ".json")
		if err != nil {
			panic("score: " + err.Error())
		}
		s, err := Parse(raw)
		if err != nil || s.ID != id {
			panic(fmt.Sprintf("score: %s: %s: %v", id, s.ID, err)) // embedded data: the tests of this package load it first
		}
		out[id] = raw
	}
	return out
})

// Shipped returns the schemes that come with the program, each a copy of its own.
func Shipped() []Scheme {
	out := make([]Scheme, len(offered))
	for i, id := range offered {
		out[i], _ = ShippedScheme(id)
	}
	return out
}

// ShippedScheme returns the shipped scheme with the id, and false when there is none.
func ShippedScheme(id string) (Scheme, bool) {
	raw, ok := book()[id]
	var s Scheme
	if !ok || json.Unmarshal(raw, &s) != nil {
		return Scheme{}, false
	}
	return s, true
}
