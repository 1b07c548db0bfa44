import { findAll, showSaid, warn } from './page.ts'

/**
 * Why an answer cannot be sent now. The buttons that send (`[data-send]`) stay where they are and keep the focus, so that
 * whoever presses one is told why.
 */

const reasons = new Map<string, string>()

const render = (): void => {
	for (const button of findAll('[data-send]')) button.ariaDisabled = reasons.size > 0 ? 'true' : null
	for (const place of findAll('[data-blocked]')) showSaid(place, [...reasons.values()][0])
}

/** Puts a reason in the way, or takes it away. */
export const keepFromSending = (name: 'claim' | 'refusal', reason: string | undefined): void => {
	if (reason === undefined) reasons.delete(name)
	else reasons.set(name, reason)
	render()
}

/** Tells whether a button may do what it is for; says why not. */
export const mayPress = (button: Element | null): boolean => {
	if (button?.ariaDisabled !== 'true') return true
	warn([...reasons.values()][0] ?? button.querySelector('.why')?.textContent ?? undefined)
	return false
}
