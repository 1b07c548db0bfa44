import type { SendFailure } from '#shared/cases/codes.ts'

/** Texts that explain each failure of a send and what to do about it. */
export const FAILURE_WORDS: Readonly<Record<SendFailure, string>> = {
	recipientClosed: 'This person takes no private messages from us, or has blocked us. Invite them in public.',
	windowClosed: "The network's time for this answer is over. Answer in public, or by mail.",
	privateReplyUsed:
		'The network allows one private reply to a comment, and another message was it. Answer in public, or by mail.',
	recipientGone: 'This account does not exist any more.',
	duplicate: 'The network refused the same text again. Look whether the first one is there.',
	tooLong: 'The network takes no text of this length.',
	forbidden:
		'The network does not let us answer here by API. Answer in its app, then mark the case as answered by hand.',
	tokenDead: 'Our access to the account was dead.',
	unknownTarget: 'What was to be answered was deleted, or cannot be seen by us any more.',
	rejected: 'The network refused it without a reason that we know.',
	withdrawn: 'It was not needed any more when its time came.',
	notSent: 'Somebody looked: it did not arrive.',
}
