import { tinykeys } from 'tinykeys'
import { controlFor, use } from './controls.ts'
import { byId, isTextField } from './page.ts'
import { togglePalette } from './palette.ts'
import { stepRows } from './rows.ts'

/** Keys. Single ones are off where somebody types, where they are switched off, and under every dialog. */

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz']
const LARGE = LETTERS.map((letter) => letter.toUpperCase())
/** Of whatever layout: shift may be needed for them. */
const SIGNS = [...'.?,/123456789']
const WITH_CONTROL = ['Enter', 'Shift+Enter', '.']

const isTypedHere = ({ target }: KeyboardEvent): boolean => target instanceof Element && isTextField(target)

/** Only a walk goes on while its key is held. */
const isHeld = ({ repeat, key }: KeyboardEvent): boolean => repeat && !['j', 'k', 'ArrowDown', 'ArrowUp'].includes(key)

/** Keys that type a character are the field's. With AltGr or Alt no key is one of ours, which tinykeys sees to. */
const isNotMeant = (event: KeyboardEvent): boolean => {
	if (event.isComposing || isHeld(event)) return true
	if (event.ctrlKey || event.metaKey) return false
	const isOff = document.body.dataset.keys === 'off' && event.key !== 'Escape'
	return isOff || document.querySelector('dialog[open]') !== null || (isTypedHere(event) && event.key !== 'Escape')
}

/** What sends belongs to the form in which somebody is. */
const isOfThisForm = (control: HTMLElement, target: EventTarget | null): boolean => {
	const form = target instanceof Element ? target.closest('form') : null
	return form === null || control.closest('form') === form || control.getAttribute('form') === form.id
}

const press =
	(key: string) =>
	(event: KeyboardEvent): void => {
		const control = controlFor(key)
		if (control === undefined || (key.startsWith('Ctrl+') && !isOfThisForm(control, event.target))) return
		event.preventDefault()
		use(control)
	}

const leave = (event: KeyboardEvent): void => {
	if (isTypedHere(event)) {
		if (event.target instanceof HTMLElement) event.target.blur()
	} else press('Escape')(event)
}

const step =
	(by: 1 | -1, isArrow = false) =>
	(event: KeyboardEvent): void => {
		// Arrows scroll the page unless somebody is in the list.
		if (!byId('rows') || (isArrow && !document.activeElement?.closest('#rows'))) return
		event.preventDefault()
		stepRows(by)
	}

export const startKeys = (): void => {
	const pressed = (names: readonly string[], prefix: string, name = prefix) =>
		names.map((one) => [`${prefix}${one}`, press(`${name}${one}`)] as const)
	tinykeys(
		window,
		Object.fromEntries([
			// A sequence before its last key alone: the first that fits is taken.
			...pressed(LETTERS, 'g '),
			...pressed(LETTERS, '').filter(([key]) => key !== 'g'),
			...LARGE.map((letter) => [`Shift+${letter}`, press(letter)] as const),
			...pressed(SIGNS, '[Shift]+', ''),
			...pressed(WITH_CONTROL, '$mod+', 'Ctrl+'),
			['j', step(1)],
			['k', step(-1)],
			['ArrowDown', step(1, true)],
			['ArrowUp', step(-1, true)],
			['Escape', leave],
			['$mod+k', togglePalette],
		]),
		{ ignore: isNotMeant },
	)
}
