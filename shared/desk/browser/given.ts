import { realClock, SECOND } from '#shared/kernel/clock.ts'
import { byId, findAll, make, say, write } from './page.ts'
import { onEnd } from './session.ts'

/** What a customer gave, on the one page that shows it: copied value by value, and gone after its time, with its reader or their session. */

const copy = async (button: HTMLElement): Promise<void> => {
	const value = byId(button.dataset.copy ?? '')
	try {
		await navigator.clipboard.writeText(value?.textContent ?? '')
	} catch {
		// Where the browser keeps its clipboard to itself, the value is chosen for whoever copies it.
		if (value) getSelection()?.selectAllChildren(value)
		return
	}
	write(button, button.dataset.copied ?? '')
	say(button.dataset.copied)
}

export const startGiven = (): void => {
	const section = document.querySelector<HTMLElement>('[data-hide-after]')
	if (!section) return
	const hide = (): void => {
		const hasFocus = section.contains(document.activeElement)
		section.replaceChildren(make('p', { class: 'soft' }, section.dataset.hiddenText))
		if (hasFocus) byId('main')?.focus({ preventScroll: true })
	}
	// Without script they could copy nothing.
	for (const button of findAll('[data-copy]', section)) button.hidden = false
	section.addEventListener('click', ({ target }) => {
		const button = target instanceof Element ? target.closest<HTMLElement>('[data-copy]') : null
		if (button) void copy(button)
	})
	// Nobody who comes back to the page later finds them there, or the question of the browser whether to read them once more.
	addEventListener('pagehide', hide)
	history.replaceState(null, '', location.href)
	onEnd(hide)
	const hideAt = realClock.epochMilliseconds() + Number(section.dataset.hideAfter) * SECOND
	// By the wall: a timer stands still while the machine sleeps.
	const timer = setInterval(() => {
		if (realClock.epochMilliseconds() < hideAt) return
		clearInterval(timer)
		hide()
		say(section.dataset.hiddenText)
	}, SECOND)
}
