package indicator_test

import (
	"maps"
	"net/url"
	"reflect"
	"slices"
	"testing"

	"huiyin/internal/indicator"
	"huiyin/internal/suggestion"
)

// sound checks one list of rates: codes are unique, topics known, variants hang on a default, and both filters survive being
// written into an address and read back.
func sound[F indicator.Population](t *testing.T, list []indicator.Rate[F], seen map[string]string, write func(F) url.Values, read func(url.Values) (F, error)) {
	for _, r := range list {
		if _, twice := seen[r.Code]; twice {
			t.Errorf("%s is there twice", r.Code)
		}
		seen[r.Code] = r.Of
		if !slices.Contains(indicator.Topics, r.Topic) {
			t.Errorf("%s stands under no topic", r.Code)
		}
		for _, f := range []F{r.Num, r.Den} {
			back, err := read(write(f))
			if err != nil || !reflect.DeepEqual(write(back), write(f)) {
				t.Errorf("%s: %v comes back as %v (%v)", r.Code, write(f), write(back), err)
			}
		}
	}
}

func TestTheCatalogueIsSound(t *testing.T) {
	b := indicator.At("2026-11-25")
	seen := map[string]string{}
	sound(t, b.Cases, seen, suggestion.Filter.Values, suggestion.ParseFilter)
	sound(t, b.Shares, seen, suggestion.ShareFilter.Values, suggestion.ParseShareFilter)
	sound(t, b.Promises, seen, suggestion.PromiseFilter.Values, suggestion.ParsePromiseFilter)
	for code, of := range seen {
		if base, ok := seen[of]; of != "" && (!ok || base != "") {
			t.Errorf("%s is a variant of %q, which is no default", code, of)
		}
	}
	// every indicator of the field's list stands in the catalogue
	for _, code := range []string{
		"reply", "completion", "on_time", "sign_for", "contact", "meeting", "visit", "instruction", "satisfaction", "satisfaction_strict",
		"attitude", "first_satisfaction", "solved", "planned", "solved_or_planned", "adoption", "implementation", "rehandling",
		"rehandling_on_time", "b_to_a", "publication", "effect",
	} {
		if _, ok := seen[code]; !ok {
			t.Errorf("%s is missing among %v", code, slices.Sorted(maps.Keys(seen)))
		}
	}
}

// Two codes with the same two filters would be two names for one figure.
func TestEveryIndicatorHasOneDefinition(t *testing.T) {
	said := map[string]string{}
	for _, r := range indicator.At("2026-11-25").Cases {
		k := r.Num.Values().Encode() + " / " + r.Den.Values().Encode()
		if r.Last {
			k += " last"
		}
		if was := said[k]; was != "" {
			t.Errorf("%s and %s are the same", was, r.Code)
		}
		said[k] = r.Code
	}
}
