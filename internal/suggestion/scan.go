package suggestion

import "iter"

// Scanned is a command that comes with the scan of a paper: doors store the file and name it, and never believe a hash that was sent.
type Scanned interface{ ScanOf() *string }

// ScanOf is where the hash of the scan belongs.
func (c *Submit) ScanOf() *string { return &c.Scan }

// ScanOf is where the hash of the scan belongs.
func (c *EnterEvaluation) ScanOf() *string { return &c.Scan }

// ScanOf is where the hash of the scan belongs.
func (c *RegisterForm) ScanOf() *string { return &c.Scan }

// ScanOf is where the hash of the scan belongs.
func (c *EnterWithdrawal) ScanOf() *string { return &c.Scan }

// scans are the scanned papers of the case as far as it shows them: the part that each stands behind, 0 for the suggestion itself, and its hash.
func (c *Case) scans() iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		give := func(part int, hash string) bool { return hash == "" || yield(part, hash) }
		if !give(0, c.Scan) {
			return
		}
		for _, e := range c.Evaluations {
			if !give(e.No, e.Scan) {
				return
			}
		}
		for _, k := range c.Forms {
			if !give(k.No, k.Scan) {
				return
			}
		}
		for _, k := range c.Withdrawals {
			if !give(k.No, k.Scan) {
				return
			}
		}
	}
}

// ScanOf returns the hash of the scan behind a part; empty when there is none.
func (c *Case) ScanOf(part int) string {
	for no, hash := range c.scans() {
		if no == part {
			return hash
		}
	}
	return ""
}

// File returns a file of the case by its hash, as far as the case shows what it hangs on. A scan has neither name nor type: its content tells what it is.
func (c *Case) File(hash string) (File, bool) {
	for _, f := range c.Files {
		if f.Hash == hash {
			return f, true
		}
	}
	for _, scan := range c.scans() {
		if scan == hash {
			return File{Hash: hash, Of: "scan"}, true
		}
	}
	return File{}, false
}
