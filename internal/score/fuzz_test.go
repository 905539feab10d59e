package score

import "testing"

// Whatever a file says, a scheme or a bundle is read or refused; what is accepted computes and verifies.
func FuzzVerify(f *testing.F) {
	f.Add(frozen(f, base(f)))
	f.Add([]byte(`{"format":"huiyin-score/1","inputs":{"units":[{}]}}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		b, err := Verify(raw)
		if err != nil {
			return
		}
		again, err := b.Bytes()
		if err != nil || string(again) != string(raw) {
			t.Errorf("verified, but written differently: %v", err)
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, raw := range book() {
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		s, err := Parse(raw)
		if err != nil {
			return
		}
		in := inputs(s, unit(1, several(1, 3)))
		in.Units[0].Group = ""
		if len(s.Groups) > 0 {
			in.Units[0].Group = s.Groups[0].Code
		}
		if _, err := Freeze(in); err != nil {
			t.Errorf("a valid scheme does not compute: %v", err)
		}
	})
}
