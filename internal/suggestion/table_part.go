package suggestion

import "huiyin/internal/flow"

// signatureTable: joint suggestions (联名).
var signatureTable = flow.Table[*X]{Name: "signature", Begins: states{Invited}, Rules: []row{
	{From: states{Invited}, Do: "confirm", By: who{Invitee}, If: need{mandateLive}, To: Confirmed, Act: act(answerInvitation)},
	{From: states{Invited}, Do: "decline", By: who{Invitee}, To: Declined, Act: act(answerInvitation)},
	{From: states{Invited, Confirmed}, Do: "cancel_invitation", By: who{Proposer, Aide, Office}, If: need{stillWriting}, To: Cancelled, Act: move()},
	{From: states{Declined, Cancelled, Lapsed}, Do: "invite_again", By: who{Proposer, Aide, Office}, If: need{stillWriting, invitesOpen}, To: Invited, Act: move()},
	{From: states{Confirmed}, Do: "ask_again", By: who{flow.System}, When: need{textChanged}, To: Invited, Act: move()},
	{From: states{Invited}, Do: "lapse", By: who{flow.System}, When: need{invitesClosed}, To: Lapsed, Act: move()},
}}

// assignmentTable: one unit's share (承办任务).
var assignmentTable = flow.Table[*X]{Name: "assignment", Begins: states{ToSign}, Rules: []row{
	{From: states{ToSign}, Do: "sign_for", By: who{UnitClerk, UnitHead}, To: Working, Act: act(signFor), Clock: clocks{clock("sign_for", "stop"), clock("object", "start"), clock("reply", "start")}},
	{From: states{ToSign, Working}, Do: "object", By: who{UnitClerk, UnitHead}, If: need{inObjectTime, firstObjection, noReplyYet}, To: Objecting, Act: act(object), Clock: clocks{clock("sign_for", "stop"), clock("object", "stop"), clock("reassign", "start")}},
	{From: states{ToSign, Working}, Do: "distribute", By: who{UnitClerk}, If: need{isGovDesk}, To: Distributed, Act: act(distribute), Clock: clocks{clock("*", "void")}},
	{From: states{ToSign, Objecting, Working}, Do: "fold_share", By: who{flow.System}, When: need{folded}, To: Reassigned, Act: act(foldShare), Clock: clocks{clock("*", "void")}},
	{From: states{Objecting}, Do: "pass_on", By: who{flow.System}, When: need{granted}, To: Reassigned, Act: move()},
	{From: states{Objecting}, Do: "carry_on", By: who{flow.System}, When: need{refusedObj}, To: Working, Act: act(signFor)},
	{From: states{Working, Reworking}, Do: "plan", By: who{UnitClerk, UnitHead}, Act: act(plan)},
	{From: states{ToSign, Working, Reworking}, Do: "instruct_unit", By: who{UnitHead}, Act: act(instructUnit)},
	{From: states{Working, Reworking, Answered, Dissatisfied, Content, Unrated, Settled}, Do: "note_contact", By: who{UnitClerk, UnitHead}, If: need{answers, notArchived}, Act: act(noteContact), Clock: clocks{clock("contact", "stop")}},
	{From: states{Working}, Do: "ask_extension", By: who{UnitClerk, UnitHead}, If: need{answers, noExtension, beforeDue}, Act: act(askExtension)},
	{From: states{Working, Reworking}, Do: "interim_reply", By: who{UnitClerk, UnitHead}, If: need{answers}, Act: act(interim)},
	{From: states{Working}, Do: "give_opinion", By: who{UnitClerk, UnitHead}, If: need{isCo, noOpinionYet}, Act: act(giveOpinion), Clock: clocks{clock("co_opinion", "stop")}},
	{From: states{Working, Reworking}, Do: "draft_reply", By: who{UnitClerk, UnitHead}, If: need{answers, noReplyYet}, Act: act(draftReply)},
	{From: states{Working}, Do: "consider", By: who{UnitHead}, If: need{answers, forReference, nobodyJoined, noReplyYet}, To: Considered, Act: act(consider), Clock: clocks{clock("reply", "stop"), clock("reply_max", "stop"), clock("contact", "stop")}},
	{From: states{ToSign, Working}, Do: "miss_opinion", By: who{flow.System}, When: need{isCo, opinionMissing, allReplied}, To: Missed, Act: act(missOpinion), Clock: clocks{clock("*", "void")}},
	{From: states{Working}, Do: "opinion_done", By: who{flow.System}, When: need{isCo, opinionTaken}, To: Opined, Act: move()},
	{From: states{Working, Reworking}, Do: "reply_out", By: who{flow.System}, When: need{answers, replyOut}, To: Answered, Act: move()},
	{From: states{Answered}, Do: "evaluate", By: who{Proposer, Cosigner}, If: need{serves, mayRate, notFinal}, Act: act(evaluate), Still: true},
	{From: states{Answered}, Do: "enter_evaluation", By: who{Office}, If: need{paperMayCome}, Act: act(enterEvaluation), Still: true},
	{From: withForm, Do: "register_form", By: who{UnitClerk, UnitHead}, If: need{answers, namedAuthor, noFormYet, notArchived}, Act: act(registerForm)},
	{From: states{Answered}, Do: "content", By: who{flow.System}, When: need{ratedWell}, To: Content, Act: act(takeRating), Clock: clocks{clock("feedback", "stop")}},
	{From: states{Answered}, Do: "discontent", By: who{flow.System}, When: need{ratedBadly}, To: Dissatisfied, Act: act(takeRating), Clock: clocks{clock("feedback", "stop")}},
	{From: states{Answered}, Do: "silent", By: who{flow.System}, When: need{feedbackOver, noPaperWaiting}, To: Unrated, Act: act(silent), Clock: clocks{clock("feedback", "void")}},
	{From: states{Dissatisfied}, Do: "redo_automatically", By: who{flow.System}, When: need{automaticRedo}, If: need{ownReply, escalationHeld}, To: Reworking, Act: act(redo), Clock: clocks{clock("redo", "start")}},
	// an act of its own, so that what was decided before there was a limit replays without one
	{From: states{Dissatisfied}, Do: "await_decision", By: who{flow.System}, When: need{decisionLimited, caseLives}, Act: act(awaitDecision), Clock: clocks{clock("redo_decide", "start")}, Still: true},
	// nobody but the main case's unit answers a merged suggestion: the author's "not satisfied" makes it handle again there
	{From: states{Answered, Content, Unrated, Settled}, Do: "rework_for_author", By: who{flow.System}, If: need{answers, automaticRedo, mayRework}, To: Reworking, Act: act(reworkForAuthor), Clock: clocks{clock("redo", "start")}},
	{From: states{Dissatisfied}, Do: "redo_on_main", By: who{flow.System}, If: need{ownLetter}, To: OnMain, Act: act(redoOnMain), Clock: clocks{clock("redo_decide", "stop")}},
	{From: states{OnMain}, Do: "reply_out", By: who{flow.System}, When: need{replyOut}, To: Answered, Act: move()},
	{From: states{Dissatisfied}, Do: "hold_meeting", By: who{Office, OfficeHead}, If: need{secondTime}, Act: act(holdMeeting)},
	{From: states{Dissatisfied}, Do: "advise_redo", By: who{Office}, If: need{ownReply}, Act: act(adviseRedo)},
	{From: states{Dissatisfied}, Do: "redo", By: who{OfficeHead}, If: need{ownReply, otherAdviser, escalationHeld}, To: Reworking, Act: act(redoWith), Clock: clocks{clock("redo_decide", "stop"), clock("redo", "start")}},
	{From: states{Content, Unrated, Settled, Considered, Answered}, Do: "rework", By: who{flow.System}, When: need{answers, reopened}, To: Reworking, Act: act(redo), Clock: clocks{clock("redo", "start")}},
	{From: Returnable, Do: "send_back_share", By: who{flow.System}, If: need{answers}, To: Reworking, Act: act(sendBackShare), Clock: clocks{clock("redo", "start")}},
	{From: states{Dissatisfied, OnMain}, Do: "settle", By: who{OfficeHead}, If: need{otherAdviser, escalationHeld}, To: Settled, Act: act(settle), Clock: clocks{clock("redo_decide", "stop")}},
	{From: states{ToSign, Objecting, Working, Reworking, Answered, Dissatisfied}, Do: "end", By: who{flow.System}, When: need{caseEnded, ownReply}, To: Ended, Act: move()},
	{From: states{Ended}, Do: "resume_unsigned", By: who{flow.System}, When: need{caseLives, unsigned}, To: ToSign, Act: move()},
	{From: states{Ended}, Do: "resume", By: who{flow.System}, When: need{caseLives, signed}, To: Working, Act: move()},
}}

// objectionTable: a unit asks to be relieved (申请调整). Only the body that assigned decides.
var objectionTable = flow.Table[*X]{Name: "objection", Begins: states{Waiting}, Rules: []row{
	{From: states{Waiting}, Do: "drop_objection", By: who{flow.System}, When: need{shareGone}, To: Moot, Act: move()},
	{From: states{Waiting}, Do: "grant_objection", By: who{Assigner}, To: Granted, Act: act(grantObjection), Clock: clocks{clock("reassign", "stop"), clock("*", "void"), clock("reply", "start")}},
	{From: states{Waiting}, Do: "refuse_objection", By: who{Assigner}, To: Denied, Act: act(refuseObjection), Clock: clocks{clock("reassign", "stop")}},
}}

// extensionTable: a unit asks for time (申请延期).
var extensionTable = flow.Table[*X]{Name: "extension", Begins: states{Waiting}, Rules: []row{
	{From: states{Waiting}, Do: "drop_extension", By: who{flow.System}, When: need{needsNoTime}, To: Moot, Act: move()},
	{From: states{Waiting}, Do: "extend_by_notice", By: who{flow.System}, When: need{noConsent}, To: Granted, Act: act(grantExtension), Clock: clocks{clock("reply", "extend")}},
	{From: states{Waiting}, Do: "grant_extension", By: who{OfficeHead, Office}, If: need{committeeConsents}, To: Granted, Act: act(grantExtension), Clock: clocks{clock("reply", "extend")}},
	{From: states{Waiting}, Do: "grant_extension", By: who{Assigner}, If: need{assignerConsents}, To: Granted, Act: act(grantExtension), Clock: clocks{clock("reply", "extend")}},
	{From: states{Waiting}, Do: "refuse_extension", By: who{OfficeHead, Office}, If: need{committeeConsents}, To: Denied, Act: act(refuseExtension)},
	{From: states{Waiting}, Do: "refuse_extension", By: who{Assigner}, If: need{assignerConsents}, To: Denied, Act: act(refuseExtension)},
}}

// opinionTable: a co-handler's opinion and the lead's answer to it (会办意见).
var opinionTable = flow.Table[*X]{Name: "opinion", Begins: states{Given}, Rules: under(shareStands, []row{
	{From: states{Given}, Do: "take_opinion", By: who{LeadClerk}, To: Taken, Act: move()},
	{From: states{Given}, Do: "opinion_used", By: who{flow.System}, When: need{leadHasSent}, To: Taken, Act: move()},
	{From: states{Given}, Do: "send_back_opinion", By: who{LeadClerk}, To: SentBack, Act: act(sendBackOpinion), Clock: clocks{clock("redo_opinion", "start")}},
	{From: states{SentBack}, Do: "mend_opinion", By: who{UnitClerk, UnitHead}, To: Given, Act: act(mendOpinion), Clock: clocks{clock("redo_opinion", "stop")}},
})}

// replyTable: drafting, review and issue inside the unit (拟稿、审核、签发), then delivery.
var replyTable = flow.Table[*X]{Name: "reply", Begins: states{Drafting}, Rules: append(under(shareStands, []row{
	{From: states{Drafting}, Do: "write_reply", By: who{UnitClerk, UnitHead}, Act: act(writeReply)},
	{From: states{Drafting}, Do: "attach_reply", By: who{UnitClerk, UnitHead}, Act: act(attachReply)},
	{From: states{Drafting}, Do: "remove_reply_file", By: who{UnitClerk, UnitHead}, When: need{hasFile}, Act: act(removeFile)},
	{From: states{Drafting}, Do: "send_for_review", By: who{UnitClerk, UnitHead}, If: need{allAnswered, hasClass, hasPromise, promisesAhead, hasReason, hasContact, opinionsIn, spokenWith}, To: InReview, Act: move()},
	{From: states{InReview}, Do: "approve_reply", By: who{UnitHead}, To: ToIssue, Act: act(approveReply)},
	{From: states{InReview, ToIssue}, Do: "send_back_reply", By: who{UnitHead}, To: Drafting, Act: act(sendBackReply)},
	{From: states{ToIssue}, Do: "issue", By: who{UnitHead}, When: need{noPrecheck}, If: need{replyUnsent, promisesAhead}, To: Delivered, Act: act(issueAndDeliver), Clock: clocks{clock("reply", "stop"), clock("redo", "stop"), clock("feedback", "start"), clock("publish", "start")}},
	{From: states{ToIssue}, Do: "issue", By: who{UnitHead}, When: need{wantsPrecheck}, If: need{replyUnsent, promisesAhead}, To: Prechecking, Act: act(issue)},
	{From: states{Prechecking}, Do: "pass_precheck", By: who{Office, OfficeHead, GovDesk}, If: need{promisesAhead}, To: Delivered, Act: act(deliver), Clock: clocks{clock("reply", "stop"), clock("redo", "stop"), clock("feedback", "start"), clock("publish", "start")}},
	{From: states{Prechecking}, Do: "fail_precheck", By: who{Office, OfficeHead, GovDesk}, To: Drafting, Act: act(sendBackReply)},
	{From: states{Delivered}, Do: "confirm_receipt", By: who{Proposer}, If: need{receiptOpen, notArchived}, Act: act(confirmReceipt)},
	{From: states{Delivered}, Do: "confirm_receipt", By: who{Cosigner}, When: need{standsIn}, If: need{receiptOpen, notArchived}, Act: act(confirmReceipt)},
}), publishingRows...)}

// evaluationTable: a paper evaluation needs a second person, and gives way until then to what the deputy enters in person (ADR 124); an open one may change until its window closes (评价).
var evaluationTable = flow.Table[*X]{Name: "evaluation", Begins: states{Open, Entered}, Rules: under(shareStands, []row{
	{From: states{Entered}, Do: "drop_evaluation", By: who{flow.System}, When: need{ownWordGiven}, To: Moot, Act: move()},
	{From: states{Entered}, Do: "confirm_evaluation", By: who{Office, OfficeHead}, If: need{otherEntry}, To: Final, Act: act(confirmEvaluation)},
	{From: states{Entered}, Do: "reject_evaluation", By: who{Office, OfficeHead}, If: need{otherEntry}, To: Cancelled, Act: act(rejectEvaluation)},
	{From: states{Open}, Do: "finish_evaluation", By: who{Proposer, Cosigner}, If: need{serves, ownEvaluation}, To: Final, Act: move()},
	{From: states{Open}, Do: "close_window", By: who{flow.System}, When: need{windowOver}, To: Final, Act: move()},
})}

// commitmentTable: promises are followed until somebody other than the unit says they are kept (承诺台账).
var commitmentTable = flow.Table[*X]{Name: "commitment", Begins: states{Promised}, Rules: []row{
	{From: states{Promised}, Do: "note_progress", By: who{UnitClerk, UnitHead}, Act: act(noteProgress)},
	{From: states{Promised}, Do: "remove_progress_file", By: who{UnitClerk, UnitHead}, When: need{hasFile}, Act: act(removeFile)},
	{From: states{Promised}, Do: "move_date", By: who{UnitClerk, UnitHead}, Act: act(moveDate)},
	{From: states{Promised}, Do: "claim_done", By: who{UnitClerk, UnitHead}, To: Claimed, Act: act(claimDone)},
	{From: states{Promised}, Do: "give_up", By: who{UnitHead}, To: Broken, Act: act(giveUp)},
	{From: states{Claimed}, Do: "rate_fulfilment", By: who{Proposer}, If: need{serves}, Act: act(rateFulfilment)},
	{From: states{Claimed}, Do: "rate_fulfilment", By: who{Cosigner}, When: need{standsIn}, Act: act(rateFulfilment)},
	{From: states{Claimed}, Do: "verify_fulfilment", By: who{Office, OfficeHead, Special}, Act: act(verifyFulfilment)},
	{From: states{Claimed}, Do: "kept", By: who{flow.System}, When: need{bothConfirm}, To: Kept, Act: act(keepPromise)},
	{From: states{Claimed}, Do: "not_kept", By: who{flow.System}, When: need{ratedUnkept}, To: Promised, Act: act(backToWork)},
	{From: states{Promised, Claimed}, Do: "void_promise", By: who{flow.System}, When: need{withdrawn}, To: Voided, Act: act(voidPromise)},
	{From: states{Promised, Claimed}, Do: "carry_year", By: who{flow.System}, When: need{caseLives, yearOver}, Act: act(carryYear), Still: true},
	{From: states{Promised, Claimed}, Do: "carry_term", By: who{flow.System}, Act: act(carryTerm), Still: true},
	{From: states{Claimed, Kept}, Do: "overturn", By: who{Office, OfficeHead, Special}, To: Promised, Act: act(overturn)},
}}

// contactTable: only contacts that the deputy does not dispute count (沟通联系).
var contactTable = flow.Table[*X]{Name: "contact", Begins: states{Noted}, Rules: []row{
	{From: states{Noted, Disputed}, Do: "confirm_contact", By: who{Proposer, Cosigner}, To: Confirmed, Act: move()},
	// on the word of a deputy who is away, when nobody stands in: the committee asks and writes down how
	{From: states{Noted}, Do: "vouch_contact", By: who{Office, OfficeHead}, If: need{nobodyIn}, To: Confirmed, Act: act(vouchContact)},
	{From: states{Noted}, Do: "dispute_contact", By: who{Proposer, Cosigner}, To: Disputed, Act: act(disputeContact)},
}}

// correctionTable: mistakes are mended by a second person, never by editing (更正).
var correctionTable = flow.Table[*X]{Name: "correction", Begins: states{Waiting}, Rules: []row{
	{From: states{Waiting}, Do: "correct", By: who{OfficeHead, Office}, If: need{otherCorrector, correctionStands}, To: Granted, Act: act(correct)},
	{From: states{Waiting}, Do: "refuse_correction", By: who{OfficeHead, Office}, If: need{otherCorrector}, To: Denied, Act: act(refuseCorrection)},
}}

// reportTable: a deputy's confidential report of pressure reaches the committee head only.
var reportTable = flow.Table[*X]{Name: "report", Begins: states{Noted}, Rules: []row{
	{From: states{Noted}, Do: "answer_report", By: who{OfficeHead}, To: Attended, Act: act(answerReport)},
}}
