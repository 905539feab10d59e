package score

import (
	"bytes"
	"flag"
	"os"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"huiyin/internal/fault"
	"huiyin/internal/suggestion"
)

var update = flag.Bool("update", false, "rewrite the golden bundle")

const golden = "testdata/shijiazhuang.bundle.json"

func frozen(t testing.TB, in Inputs) []byte {
	t.Helper()
	b, err := Freeze(in)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := b.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// The golden bundle was written once. When this test goes red, old bundles no longer verify: give the format a new name and keep
// computing the old one, do not rewrite the file.
func TestGoldenBundle(t *testing.T) {
	raw := frozen(t, base(t))
	if *update {
		if err := os.WriteFile(golden, raw, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(raw, want) {
		d, _ := firstDifference(raw, want)
		t.Errorf("computed differently from the golden bundle: %+v", d)
	}
	b, err := Verify(want)
	if err != nil {
		t.Fatal(err)
	}
	if u := b.Sheet.Units[0]; u.Total.String() != "99" || u.Bonus.String() != "9" || u.Rank != 2 || u.Among != 2 {
		t.Errorf("the golden sheet comes to %s with %s, rank %d of %d", u.Total, u.Bonus, u.Rank, u.Among)
	}
}

func TestVerifyNamesTheFirstDifference(t *testing.T) {
	raw := string(frozen(t, base(t)))
	digest := raw[strings.LastIndex(raw, `"digest": "`)+11:][:64]
	other := strings.Repeat("0", 64)
	for _, c := range []struct {
		name, from, to string
		key, path      string
	}{
		{"nothing changed", "", "", "accepted", ""},
		{"a total", `"total": 99`, `"total": 100`, "score.verify.differs", "sheet.units.0.total"},
		{"a line", `"points": -5`, `"points": -4`, "score.verify.differs", "sheet.units.0.blocks.2.lines.2.points"},
		{"a fact that moves the sheet", `"result": "not_satisfied"`, `"result": "satisfied"`, "score.verify.differs", "sheet.units.0.blocks.3.deducted"},
		{"a fact that moves only the digest", `"seq": 9`, `"seq": 8`, "score.verify.digest", "digest"},
		{"a weight that moved nothing", `"amount": 5,`, `"amount": 6,`, "score.verify.digest", "digest"},
		{"a base", `"base": 30,`, `"base": 31,`, "score.verify.differs", "sheet.units.0.blocks.2.base"},
		{"the digest", digest, other, "score.verify.digest", "digest"},
		{"a space more", `"year": 2026`, `"year":  2026`, "score.verify.form", ""},
		{"another way of writing a number", `"base": 20,`, `"base": 20.0,`, "score.verify.differs", "inputs.scheme.blocks.0.base"},
		{"an unknown field", `"year": 2026`, `"year": 2026, "note": 1`, "score.verify.unreadable", ""},
		{"another format", Format, "huiyin-score/9", "score.verify.format", ""},
		{"a scheme that is wrong", `"amount": 5,`, `"amount": "x",`, "score.bad.number", ""},
		{"a proof taken away", `"hash": "` + strings.Repeat("ab", 32) + `"`, `"hash": ""`, "score.bad.hash", ""},
	} {
		changed := strings.Replace(raw, c.from, c.to, 1)
		if c.from != "" && changed == raw {
			t.Errorf("%s: the bundle has no %s", c.name, c.from)
			continue
		}
		_, err := Verify([]byte(changed))
		f, ok := fault.As(err)
		switch {
		case c.key == "accepted":
			if err != nil {
				t.Errorf("%s: %v", c.name, err)
			}
			continue
		case !ok:
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		key, path := f.Key, ""
		if len(f.Fields) > 0 {
			key = f.Fields[0].Key
		}
		if key == "score.verify.differs" {
			path, _ = f.Args[1].(string)
		}
		if key == "score.verify.digest" {
			path = "digest"
		}
		if key != c.key || path != c.path {
			t.Errorf("%s: %s at %q, want %s at %q", c.name, key, path, c.key, c.path)
		}
	}
	for _, garbage := range []string{"", "x", "[]", "{}", raw[:len(raw)/2], raw + "{}"} {
		if _, err := Verify([]byte(garbage)); err == nil {
			t.Errorf("%.10q…: verified", garbage)
		}
	}
}

// A changed scheme, and changed facts, never change a past sheet.
func TestPastSheetsStay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := drawInputs(t)
		b, err := Freeze(in)
		if err != nil {
			t.Fatal(err)
		}
		before, _ := b.Bytes()
		in.Scheme.Name, in.Scheme.Version, in.Scheme.MinSample = "changed", 2, 5
		in.Scheme.Population.Roles = append(in.Scheme.Population.Roles[:0], suggestion.Co)
		for i := range in.Scheme.Rules {
			in.Scheme.Rules[i].Amount = "7"
		}
		for i := range in.Scheme.Indicators {
			in.Scheme.Indicators[i].Bands[0].When[0].From = "1"
		}
		for i := range in.Units {
			for j := range in.Units[i].Items {
				in.Units[i].Items[j].Talks = append(in.Units[i].Items[j].Talks[:0], Talk{Way: "phone"})
			}
		}
		if after, _ := b.Bytes(); !bytes.Equal(before, after) {
			t.Fatal("a change reached the frozen run")
		}
		if _, err := Verify(before); err != nil {
			t.Fatal(err)
		}
	})
}

func TestPreview(t *testing.T) {
	in := base(t)
	before := frozen(t, in)
	other := shippedScheme(t, "shijiazhuang")
	other.Version = 2
	other.Rules[1].Amount = "3"                               // late
	other.Rules = append(other.Rules[:8], other.Rules[9:]...) // off_the_point goes
	in.Appeals = nil
	c, err := Preview(in, other)
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Changes) != 1 || c.Changes[0].Unit != 1 {
		t.Fatalf("changes %+v", c.Changes)
	}
	got := c.Changes[0]
	if got.Before.Total.String() != "98" || got.After.Total.String() != "101" {
		t.Errorf("%s becomes %s", got.Before.Total, got.After.Total)
	}
	want := map[string][2]string{
		"rule.late": {"-1", "-3"}, "block.deadline": {"19", "17"}, "block.quality": {"25", "30"}, "rule.off_the_point": {"-5", ""},
	}
	if len(got.Parts) != len(want) {
		t.Errorf("parts %+v", got.Parts)
	}
	for _, p := range got.Parts {
		if want[p.Code] != [2]string{p.Before, p.After} {
			t.Errorf("%s: %q becomes %q, want %v", p.Code, p.Before, p.After, want[p.Code])
		}
	}
	if !bytes.Equal(before, frozen(t, base(t))) {
		t.Error("the preview changed what it previewed")
	}
	if same, err := Preview(base(t), base(t).Scheme); err != nil || len(same.Changes) != 0 {
		t.Errorf("the same scheme: %+v %v", same.Changes, err)
	}
	other.Rules[0].Amount = "much"
	if _, err := Preview(in, other); complaints(err)["rules.0.amount"] != "score.bad.number" {
		t.Errorf("a wrong scheme was previewed: %v", err)
	}
}

// What is opened for reading has the digest of its bytes; one changed byte is refused.
func TestOpenChecksTheDigest(t *testing.T) {
	raw, err := os.ReadFile("testdata/shijiazhuang.bundle.json")
	if err != nil {
		t.Fatal(err)
	}
	if b, err := Open(raw); err != nil || len(b.Sheet.Units) == 0 {
		t.Errorf("a whole bundle: %v", err)
	}
	for says, forged := range map[string][]byte{
		"a total":   bytes.Replace(raw, []byte(`"total": 99`), []byte(`"total": 100`), 1),
		"a digest":  bytes.Replace(raw, []byte(`"digest": "`), []byte(`"digest": "0`), 1),
		"an ending": append(bytes.Clone(raw), ' '),
		"nothing":   nil,
	} {
		if _, err := Open(forged); err == nil {
			t.Errorf("%s was changed and nobody noticed", says)
		}
	}
}
