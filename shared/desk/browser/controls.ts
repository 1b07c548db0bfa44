import { byId, findAll, isTextField } from './page.ts'
import { focusedRow } from './rows.ts'

/** What can be done on the page by a key or from the palette: what it does, the page says, by `data-key` on its controls. */

/** Tells whether a control can be seen and used now. What stands in another row belongs to that row. */
export const isAtHand = (control: HTMLElement): boolean => {
	const row = control.closest('#rows > *')
	return (
		(row === null || row === focusedRow()) &&
		!control.matches(':disabled') &&
		control.closest('[inert]') === null &&
		control.checkVisibility({ visibilityProperty: true })
	)
}

const firstFieldIn = (element: Element): HTMLElement | undefined =>
	findAll('input:not([type=hidden]), select, textarea, button, a[href]', element).find(isAtHand)

const open = (details: HTMLDetailsElement): void => {
	details.open = true
	;(firstFieldIn(details) ?? details.querySelector('summary'))?.focus()
}

/** Does what a control is for: fields take the focus, folds open, all else is pressed. `data-then` names what goes on. */
export const use = (control: HTMLElement): void => {
	const fold = control.matches('summary') ? control.parentElement : control
	if (fold instanceof HTMLDetailsElement) open(fold)
	else if (isTextField(control)) {
		control.focus()
		if (control instanceof HTMLInputElement) control.select()
	} else {
		control.click()
		byId(control.dataset.then ?? '')?.focus()
	}
}

/** Returns what the page calls a control. */
export const nameOf = (control: HTMLElement): string => {
	const label =
		control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement ? control.labels?.[0] : undefined
	const summary = control instanceof HTMLDetailsElement ? control.querySelector('summary') : undefined
	const said = control.ariaLabel ?? (label ?? summary ?? control).textContent ?? ''
	return said.replaceAll(/\s+/g, ' ').trim()
}

/** Finds the control that a key works now: that of the row in the focus before one of the page. */
export const controlFor = (key: string): HTMLElement | undefined => {
	const all = findAll(`[data-key="${CSS.escape(key)}"]`).filter(isAtHand)
	return all.find((control) => control.closest('#rows > *') !== null) ?? all[0]
}
