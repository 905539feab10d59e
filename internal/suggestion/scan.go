package suggestion

// Scanned is a command that comes with the scan of a paper: doors store the file and name it, and never believe a hash that was sent.
type Scanned interface{ ScanOf() *string }

// ScanOf is where the hash of the scan belongs.
func (c *EnterEvaluation) ScanOf() *string { return &c.Scan }

// ScanOf is where the hash of the scan belongs.
func (c *RegisterForm) ScanOf() *string { return &c.Scan }

// ScanOf is where the hash of the scan belongs.
func (c *EnterWithdrawal) ScanOf() *string { return &c.Scan }

// HasScan reports whether a paper of the case was scanned as this file, as far as the case shows its papers.
func (c *Case) HasScan(hash string) bool {
	if hash == "" {
		return false
	}
	for _, e := range c.Evaluations {
		if e.Scan == hash {
			return true
		}
	}
	for _, k := range c.Forms {
		if k.Scan == hash {
			return true
		}
	}
	for _, k := range c.Withdrawals {
		if k.Scan == hash {
			return true
		}
	}
	return false
}
