import { realClock, SECOND } from '#shared/kernel/clock.ts'
import { type ActAnswer, postAct } from './acts.ts'
import { type AnswerForm, findAnswerForm } from './answer-form.ts'
import { keepFromSending } from './blocks.ts'
import { isLost } from './connection.ts'
import { createDrafts, guardSending, saveOnLeaving } from './drafts.ts'
import { byId, findAll, say, showSaid, warn, word } from './page.ts'
import { createPreview } from './preview.ts'
import { isSignedIn } from './session.ts'

/** How often colleagues hear that somebody writes, while they do. */
const TOLD_EVERY = 15 * SECOND

const now = realClock.epochMilliseconds

const caseIn = ({ body }: ActAnswer): ActAnswer['body'] =>
	typeof body.case === 'object' && body.case !== null ? Object.fromEntries(Object.entries(body.case)) : {}

/** Asks anew what speaks against the answer: while somebody else had the case, that did. */
let askAgain = (): void => undefined

/** Says who has the case, where it is not who writes here: the text stays. */
const tellClaim = (by: unknown): void => {
	const place = byId('claim')
	const said = typeof by === 'string' ? word('taken', { name: by }) : undefined
	const before = place?.dataset.said ?? ''
	if (said !== undefined && before !== said) warn(said)
	if (place) place.dataset.said = said ?? ''
	showSaid(place, said)
	keepFromSending('claim', said)
	if (said === undefined && before !== '') askAgain()
}

const versionFields = (): readonly HTMLElement[] => findAll('[name="version:number"]')
/** The version that an answer is given to; parts that come anew bring theirs along. */
const versionHere = (): number =>
	Number(document.querySelector('#composer [name="version:number"]')?.getAttribute('value'))

/** Has all forms answer the case as it is at this version. */
const takeVersion = (version: number): void => {
	for (const field of versionFields()) field.setAttribute('value', String(version))
}

/** Claims the case with the first character, and tells colleagues while somebody writes. */
const createClaimer = ({ acts }: AnswerForm): (() => void) => {
	let toldAt = -TOLD_EVERY
	let hasIt = document.querySelector('[data-mine]') !== null
	const claim = async (): Promise<void> => {
		const answer = await postAct(`${acts}/claim`, {})
		if (answer === undefined) {
			toldAt = -TOLD_EVERY
			return
		}
		const { version, claimedBy } = caseIn(answer)
		hasIt = answer.status < 400
		if (answer.status === 409) tellClaim(answer.body.claimedBy ?? claimedBy)
		if (!hasIt) return
		tellClaim(undefined)
		// The claim itself is nothing that the writer has not seen.
		if (version === versionHere() + 1) takeVersion(versionHere() + 1)
	}
	return () => {
		if (now() - toldAt < TOLD_EVERY || !isSignedIn() || isLost()) return
		toldAt = now()
		if (!hasIt) void claim()
		void postAct(`${acts}/presence`, { 'writing:boolean': 'true' }, { method: 'PUT' })
	}
}

/** Takes in who has the case now, where the page says that somebody else does: `[data-taken-by]`. */
export const watchClaim = (): void => {
	const by = document.querySelector<HTMLElement>('[data-taken-by]')?.dataset.takenBy
	if (byId('composer')) tellClaim(by || undefined)
}

export const startComposer = (): void => {
	const answer = findAnswerForm()
	if (answer === undefined) return
	const drafts = createDrafts(answer)
	const claim = createClaimer(answer)
	const preview = createPreview(answer)
	askAgain = () => {
		if (answer.text.value !== '') preview()
	}
	answer.text.addEventListener('input', () => {
		if (answer.text.value !== '') claim()
		drafts.changed()
	})
	for (const kind of ['input', 'change'])
		answer.form.addEventListener(kind, () => {
			drafts.changed()
			preview()
		})
	saveOnLeaving(answer, drafts)
	guardSending(answer, drafts)
	if (answer.text.autofocus) answer.text.setSelectionRange(answer.text.value.length, answer.text.value.length)
	if (answer.text.value !== '') preview()
	watchClaim()
}

const unseen = new Set<string>()
let shownVersion = 0

/** Answers the newest version once everything that came was in sight. */
const settleVersion = (): void => {
	for (const id of unseen) if (!byId(id)) unseen.delete(id)
	showSaid(byId('above'), unseen.size > 0 ? word('above') : undefined)
	if (unseen.size === 0 && shownVersion > versionHere()) takeVersion(shownVersion)
}

const sight = new IntersectionObserver((entries) => {
	for (const { target, isIntersecting } of entries) if (isIntersecting) unseen.delete(target.id)
	settleVersion()
})

const entryIds = (): readonly string[] => findAll('#timeline > [id]').map(({ id }) => id)

/**
 * Changes the timeline by `change`. What others said meanwhile an answer here answers once it was in sight, and not before:
 * until then the desk refuses to send, and shows it.
 */
export const watchTimeline = (change: () => void): void => {
	const before = entryIds()
	change()
	shownVersion = Number(byId('timeline')?.dataset.version) || 0
	const fresh = entryIds().filter((one) => !before.includes(one))
	if (fresh.some((id) => byId(id)?.matches('.entry:not(.ours)'))) say(word('newWords'))
	for (const id of fresh) {
		unseen.add(id)
		const entry = byId(id)
		if (entry) sight.observe(entry)
	}
	settleVersion()
}
