package answer

import "net/http"

// Sent notes the status that a door sends, for the log and the figures of operation.
type Sent struct {
	http.ResponseWriter
	Code int // 200 until a handler says otherwise
}

// Noting makes the writer that notes.
func Noting(w http.ResponseWriter) *Sent { return &Sent{w, http.StatusOK} }

// WriteHeader notes the status and sends it.
func (w *Sent) WriteHeader(code int) {
	w.Code = code
	w.ResponseWriter.WriteHeader(code)
}

// Unwrap lets http.ResponseController reach the connection.
func (w *Sent) Unwrap() http.ResponseWriter { return w.ResponseWriter }
