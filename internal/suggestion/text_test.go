package suggestion

import "testing"

func TestFileNames(t *testing.T) {
	for name, want := range map[string]string{
		"方案.pdf":                 "方案.pdf",
		"../../etc/方案.pdf":       "方案.pdf",
		`C:\文件\方案.pdf`:           "方案.pdf",
		"方\t案\r\n.pdf":           "方案.pdf",
		"方案\u202efdp.png":        "方案fdp.png",
		"\xb7\xbd\xb0\xb8.pdf":   ".pdf",
		"方案\ufffd\u0085\x7f.pdf": "方案.pdf",
		"照片😀\u200d.png":          "照片😀\u200d.png",
	} {
		if got := FileName(name); got != want {
			t.Errorf("%q is called %q, not %q", name, got, want)
		}
	}
}
