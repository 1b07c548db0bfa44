import type { SendFailure } from '#shared/cases/codes.ts'
import type { Fact } from '#shared/cases/facts.ts'
import type { SendId } from '#shared/cases/keys.ts'
import type { Send } from '#shared/cases/sends/send.ts'

/** What an agent, or a request of theirs, does at a network or by mail, as people call it. */
export const ACTS = ['answer', 'privateMessage', 'mail', 'hide', 'show', 'correct', 'delete'] as const
export type Act = (typeof ACTS)[number]

type Words = Readonly<Record<SendFailure, string>>

const BY_HAND = 'Answer in its app, then mark the case as answered by hand.'
const OUR_ACCESS = 'Our access to the account was dead. A lead renews it at the network; then try again.'
const OVERTAKEN = 'It was not needed any more when its time came. Nothing is left to do.'

const answer: Words = {
	recipientClosed:
		'This person has blocked us, so nobody can answer them there. Answer by mail, if they confirmed one.',
	windowClosed: "The network's time for this answer is over. Answer in private or by mail instead.",
	neverOpen: 'The network takes no answer there. Answer by hand in its app.',
	privateReplyUsed: 'The network takes no further answer here. Answer below another message of theirs, or by mail.',
	recipientGone: 'This account does not exist any more. Answer by mail, if they confirmed one; else close the case.',
	duplicate: 'The network refused the same text again. Look whether the first one is there; if not, word it anew.',
	tooLong: 'The network takes no text of this length. Shorten it, or answer in two parts.',
	forbidden: `The network does not let us answer here by API. ${BY_HAND}`,
	tokenDead: OUR_ACCESS,
	unknownTarget:
		'What was to be answered was deleted, or we cannot see it any more. Answer another message, or in private.',
	contentRefused: 'The network refuses a link or a word in it. Leave the link out or word it anew, then send it again.',
	otherAppOwnsThread:
		'Another app has this conversation, such as the network’s inbox. Answer there, or release it there and try again.',
	rejected: 'The network refused the answer without a reason that we know. Try again, or answer another way.',
	withdrawn: OVERTAKEN,
	notSent: 'Somebody looked: the answer did not arrive. Send it again.',
}

const privateMessage: Words = {
	recipientClosed: 'This person takes no private messages from us, or has blocked us. Invite them in public.',
	windowClosed: "The network's time for private messages is over. Answer in public, or by mail.",
	neverOpen:
		'The network takes no private message in answer to what stands there. Answer in public, and invite them to write to us.',
	privateReplyUsed:
		'The network allows one private reply to a comment, and another message was it. Answer in public, or by mail.',
	recipientGone: 'This account does not exist any more. Write by mail, if they confirmed one; else close the case.',
	duplicate: 'The network refused the same message again. Look whether the first one is there; if not, word it anew.',
	tooLong: 'The network takes no message of this length. Shorten it, or send it in two parts.',
	forbidden: `The network does not let us write to this person by API. ${BY_HAND} Or invite them in public.`,
	tokenDead: OUR_ACCESS,
	unknownTarget:
		'What was to be answered was deleted, or we cannot see it any more. Answer another message, or by mail.',
	contentRefused: 'The network refuses a link or a word in it. Leave the link out or word it anew, then send it again.',
	otherAppOwnsThread:
		'Another app has this conversation, such as the network’s inbox. Answer there, or release it there and try again.',
	rejected:
		'The network refused the message without a reason that we know. Try again, or answer in public without data.',
	withdrawn: OVERTAKEN,
	notSent: 'Somebody looked: the message did not arrive. Send it again.',
}

const MAIL_REFUSED = 'The mail was refused on its way. Ask the customer for another address by a secure request.'
const mail: Words = {
	recipientClosed: MAIL_REFUSED,
	windowClosed: 'The mail could not leave in time. Send it again.',
	neverOpen: 'The mail could not leave. Send it again.',
	privateReplyUsed: 'The mail could not leave. Send it again.',
	recipientGone: 'There is no such mailbox any more. Ask the customer for another address by a secure request.',
	duplicate: 'The same mail left before. Look at the timeline whether it was sent.',
	tooLong: 'The mail is too long. Shorten it, or send it in two parts.',
	forbidden: 'Our mail service does not let us write there. Answer in private at the network, and tell a lead.',
	tokenDead: 'Our access to the mail service was dead. A lead renews it; then send the mail again.',
	unknownTarget: 'The address is not there any more. Ask the customer for one by a secure request.',
	contentRefused: 'The mail was refused for a link or a word in it. Word it anew, then send it again.',
	otherAppOwnsThread: MAIL_REFUSED,
	rejected: MAIL_REFUSED,
	withdrawn: OVERTAKEN,
	notSent: 'Somebody looked: the mail did not arrive. Send it again.',
}

const STILL_SEEN = 'It is still seen by everybody, and whoever wrote it still waits.'
const HIDE_THERE = `${STILL_SEEN} Hide or report it in the network's app.`
const hide: Words = {
	recipientClosed: HIDE_THERE,
	windowClosed: HIDE_THERE,
	neverOpen: HIDE_THERE,
	privateReplyUsed: HIDE_THERE,
	recipientGone: 'Its author’s account does not exist any more. Look whether the message is still there.',
	duplicate: 'It may be hidden already. Look at the network whether it is.',
	tooLong: HIDE_THERE,
	forbidden: `The network lets us hide only what stands below our own posts. ${STILL_SEEN} Report it at the network, and answer what was asked.`,
	tokenDead: `${STILL_SEEN} ${OUR_ACCESS}`,
	unknownTarget:
		'The message was deleted, or we cannot see it any more. Look at the network: most likely nothing is left to hide.',
	contentRefused: HIDE_THERE,
	otherAppOwnsThread: HIDE_THERE,
	rejected: `The network did not hide it and gave no reason that we know. ${HIDE_THERE}`,
	withdrawn: OVERTAKEN,
	notSent: `Somebody looked: it is not hidden. ${STILL_SEEN} Hide it again.`,
}

const SHOW_THERE = "It is still hidden. Show it again in the network's app."
const show: Words = {
	recipientClosed: SHOW_THERE,
	windowClosed: SHOW_THERE,
	neverOpen: SHOW_THERE,
	privateReplyUsed: SHOW_THERE,
	recipientGone: 'Its author’s account does not exist any more: there is nothing left to show.',
	duplicate: 'It may be shown already. Look at the network whether it is.',
	tooLong: SHOW_THERE,
	forbidden: `The network does not let us show it again by API. ${SHOW_THERE}`,
	tokenDead: `It is still hidden. ${OUR_ACCESS}`,
	unknownTarget: 'The message was deleted, or we cannot see it any more: there is nothing left to show.',
	contentRefused: SHOW_THERE,
	otherAppOwnsThread: SHOW_THERE,
	rejected: `The network refused without a reason that we know. ${SHOW_THERE}`,
	withdrawn: OVERTAKEN,
	notSent: 'Somebody looked: it is still hidden. Show it again.',
}

const OLD_STANDS = 'The old text still stands.'
const CORRECT_THERE = `${OLD_STANDS} Correct it in the network's app, or delete it and answer anew.`
const correct: Words = {
	recipientClosed: CORRECT_THERE,
	windowClosed: `The network's time for corrections is over. ${OLD_STANDS} Delete it and answer anew.`,
	neverOpen: CORRECT_THERE,
	privateReplyUsed: CORRECT_THERE,
	recipientGone:
		'The customer’s account does not exist any more. Look whether our answer still stands, and delete it if so.',
	duplicate: 'The network refused the same text again. Look whether the correction stands already.',
	tooLong: `The network takes no text of this length. ${OLD_STANDS} Shorten the correction.`,
	forbidden: `The network does not let us correct it by API. ${CORRECT_THERE}`,
	tokenDead: `${OLD_STANDS} ${OUR_ACCESS}`,
	unknownTarget: 'Our answer is not there any more, so there is nothing to correct. Answer anew.',
	contentRefused: `The network refuses a link or a word in it. ${OLD_STANDS} Word the correction anew.`,
	otherAppOwnsThread: CORRECT_THERE,
	rejected: `The network refused the correction without a reason that we know. ${CORRECT_THERE}`,
	withdrawn: OVERTAKEN,
	notSent: `Somebody looked: the correction did not arrive. ${OLD_STANDS} Correct it again.`,
}

const STILL_STANDS = 'Our answer still stands for everybody to see.'
const DELETE_THERE = `${STILL_STANDS} Delete it in the network's app.`
const remove: Words = {
	recipientClosed: DELETE_THERE,
	windowClosed: DELETE_THERE,
	neverOpen: DELETE_THERE,
	privateReplyUsed: DELETE_THERE,
	recipientGone: 'The customer’s account does not exist any more. Look whether our answer still stands.',
	duplicate: 'It may be deleted already. Look at the network whether it is.',
	tooLong: DELETE_THERE,
	forbidden: `The network does not let us delete it by API. ${DELETE_THERE}`,
	tokenDead: `${STILL_STANDS} ${OUR_ACCESS}`,
	unknownTarget: 'Our answer is not there any more: most likely it was deleted already. Look at the network.',
	contentRefused: DELETE_THERE,
	otherAppOwnsThread: DELETE_THERE,
	rejected: `The network refused to delete it without a reason that we know. ${DELETE_THERE}`,
	withdrawn: OVERTAKEN,
	notSent: `Somebody looked: it was not deleted. ${STILL_STANDS} Delete it again.`,
}

/** Texts that explain each failure of each act, and what to do next. */
export const FAILURE_WORDS: Readonly<Record<Act, Words>> = {
	answer,
	privateMessage,
	mail,
	hide,
	show,
	correct,
	delete: remove,
}

/** Returns as what a send counts to people. */
export const actOf = (
	send: Pick<Send, 'purpose'> & {
		readonly via?: string | undefined
		readonly visibility?: string | undefined
	},
): Act => {
	switch (send.purpose) {
		case 'reply':
			if (send.via === 'mail') return 'mail'
			return send.visibility === 'private' ? 'privateMessage' : 'answer'
		case 'invitation':
			return 'answer'
		case 'requestMessage':
		case 'bounceNotice':
		case 'complaintNotice':
			return 'privateMessage'
		case 'requestMail':
			return 'mail'
		case 'correction':
			return 'correct'
		case 'deletion':
			return 'delete'
		case 'hide':
			return 'hide'
		case 'unhide':
			return 'show'
	}
}

/** Returns the send that a fact asks for, and as what it counts; undefined for facts that ask for none. */
export const actAskedBy = (fact: Fact): { readonly send: SendId; readonly act: Act } | undefined => {
	switch (fact.kind) {
		case 'ReplyQueued':
			return { send: fact.send, act: actOf({ purpose: 'reply', ...fact.to }) }
		case 'ReplyCorrectionQueued':
			return { send: fact.send, act: 'correct' }
		case 'ReplyDeletionQueued':
			return { send: fact.send, act: 'delete' }
		case 'HideQueued':
			return { send: fact.send, act: fact.isHidden ? 'hide' : 'show' }
		case 'DataRequested':
		case 'RequestResent':
		case 'NoticeQueued':
			return { send: fact.send, act: 'privateMessage' }
		case 'InvitationQueued':
			return { send: fact.send, act: 'answer' }
		case 'MailRequested':
			return { send: fact.send, act: 'mail' }
		default:
			return undefined
	}
}
