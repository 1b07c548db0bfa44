import { SECOND } from '#shared/kernel/clock.ts'
import { type ActAnswer, postAct } from './acts.ts'
import type { AnswerForm } from './answer-form.ts'
import { isLost, onBack, setSafe } from './connection.ts'
import { retryAfter } from './pace.ts'
import { byId, caseTime, sayClock, showSaid, word } from './page.ts'
import { isSignedIn, onReturn } from './session.ts'

/** Keeps what is written at the desk, one draft for each way: nothing that is typed is ever lost. */

/** With the way to the desk this keeps a change within two seconds. */
const SAVED_AFTER = 1.4 * SECOND

type Kept = { readonly text: string; readonly way: string; readonly at?: number | undefined }

export type Drafts = {
	/** Saves soon. */
	readonly changed: () => void
	/** Saves now. True once the text is safe, or the desk refuses to keep it. */
	readonly save: (isLeaving?: boolean) => Promise<boolean>
	readonly isSafe: () => boolean
	/** Notes that the text is on its way, so that it is no draft any more; or that it is back. */
	readonly leave: (isOnItsWay: boolean) => void
}

const tellSaved = ({ text, at }: Kept): void => {
	showSaid(byId('saved'), text === '' || at === undefined ? undefined : word('saved', { time: sayClock(at) }))
	setSafe(text === '' ? undefined : at)
}

const tellUnsaved = (kept: Kept, { value, dataset }: HTMLTextAreaElement): void => {
	const isTooLong = value.length > Number(dataset.longest)
	const places = { length: value.length, longest: dataset.longest }
	showSaid(byId('saved'), isTooLong ? word('tooLongToSave', places) : word('unsaved'))
	setSafe(kept.at ?? 'none')
}

/** Makes what keeps the text. A change of way takes it along. */
export const createDrafts = ({ text, acts, way }: AnswerForm): Drafts => {
	const since = Date.parse(byId('saved')?.dataset.at ?? '') || undefined
	let kept: Kept = { text: text.value, way: way(), at: since }
	let timer: ReturnType<typeof setTimeout> | undefined
	let running: Promise<boolean> | undefined
	let failures = 0
	let isOnItsWay = false
	tellSaved(kept)
	const isSafe = (): boolean => text.value === kept.text && (way() === kept.way || text.value === '')
	const drop = (isLeaving: boolean) => postAct(`${acts}/drafts/${kept.way}`, {}, { method: 'DELETE', isLeaving })
	const keep = (mine: Kept, { body }: ActAnswer): void => {
		if (kept.text !== '' && kept.way !== mine.way) void drop(false)
		kept = { ...mine, at: Date.parse(String(body.at)) || caseTime() }
		tellSaved(kept)
	}
	const saveOnce = async (isLeaving: boolean): Promise<boolean> => {
		const mine = { text: text.value, way: way() }
		const answer = await (mine.text === ''
			? drop(isLeaving)
			: postAct(`${acts}/drafts/${mine.way}`, { text: mine.text }, { method: 'PUT', isLeaving }))
		if (answer !== undefined && answer.status < 400) {
			failures = 0
			keep(mine, answer)
			if (!isSafe()) schedule(SAVED_AFTER)
			return true
		}
		tellUnsaved(kept, text)
		// What the desk refuses it would refuse again; what did not reach it is tried until it does.
		if (answer !== undefined && answer.status < 500) return true
		failures += 1
		schedule(retryAfter(failures, Math.random()))
		return false
	}
	const save = async (isLeaving = false): Promise<boolean> => {
		if (isSafe() || isOnItsWay) return true
		if (isLeaving) return saveOnce(true)
		if (!isSignedIn()) return false
		// What is under way may be older than what stands there now.
		await running
		if (isSafe()) return true
		clearTimeout(timer)
		timer = undefined
		running ??= saveOnce(false).finally(() => {
			running = undefined
		})
		return running
	}
	const schedule = (milliseconds: number): void => {
		timer ??= setTimeout(() => {
			timer = undefined
			void save()
		}, milliseconds)
	}
	return {
		isSafe,
		save,
		changed: () => {
			if (isSafe()) return
			setSafe(kept.at ?? 'none')
			schedule(SAVED_AFTER)
		},
		leave: (isLeft) => {
			isOnItsWay = isLeft
		},
	}
}

/** Saves whenever somebody turns away, or the desk is there again. */
export const saveOnLeaving = ({ text }: AnswerForm, drafts: Drafts): void => {
	text.addEventListener('blur', () => void drafts.save())
	addEventListener('pagehide', () => void drafts.save(true))
	document.addEventListener('visibilitychange', () => {
		if (document.hidden) void drafts.save(true)
	})
	addEventListener('pageshow', () => drafts.leave(false))
	addEventListener('beforeunload', (event) => {
		if (!drafts.isSafe() && (isLost() || !isSignedIn())) event.preventDefault()
	})
	for (const listen of [onBack, onReturn]) listen(() => void drafts.save())
}

/** Sends a text only once it is safe: should the sending fail, it is there. */
export const guardSending = ({ form }: AnswerForm, drafts: Drafts): void => {
	let isSure = false
	form.addEventListener('submit', (event) => {
		if (isSure || drafts.isSafe()) return drafts.leave(true)
		event.preventDefault()
		const { submitter } = event
		void drafts.save().then((isDone) => {
			if (!isDone) return
			isSure = true
			form.requestSubmit(submitter)
			isSure = false
		})
	})
}
