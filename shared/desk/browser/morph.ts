import { Idiomorph } from 'idiomorph'
import { byId, findAll, isTextField } from './page.ts'

/** Changes what is shown into what the desk says now, around everything that somebody has in hand. */

const selectedIndexAtFirst = (select: HTMLSelectElement): number =>
	Math.max(
		[...select.options].findIndex(({ defaultSelected }) => defaultSelected),
		0,
	)

/** Tells whether somebody put something into a field. */
const isDirty = (field: Element): boolean => {
	if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue
	if (field instanceof HTMLSelectElement) return field.selectedIndex !== selectedIndexAtFirst(field)
	if (!(field instanceof HTMLInputElement) || field.type === 'hidden') return false
	return field.checked !== field.defaultChecked || field.value !== field.defaultValue
}

const isInHand = (element: Element): boolean =>
	element.matches('[data-keep]') || isDirty(element) || (element === document.activeElement && isTextField(element))

const holdsWhatIsInHand = (element: Element): boolean =>
	isInHand(element) || findAll('[data-keep], input, textarea, select', element).some(isInHand)

/** The script writes beside a time how far it is: nothing to change while it is the same one. */
const isSameTime = (shown: Element, fresh: Node): boolean =>
	shown instanceof HTMLTimeElement && fresh instanceof HTMLTimeElement && shown.dateTime === fresh.dateTime

const callbacks = {
	beforeNodeMorphed: (shown: Node, fresh: Node): boolean =>
		!(shown instanceof Element) || !(isInHand(shown) || isSameTime(shown, fresh)),
	beforeNodeRemoved: (shown: Node): boolean => !(shown instanceof Element && holdsWhatIsInHand(shown)),
	// What somebody opened stays open.
	beforeAttributeUpdated: (name: string, { localName }: Element): boolean =>
		!(name === 'open' && (localName === 'details' || localName === 'dialog')),
}

/** Puts the focus back that a move took; where its element is gone, onto what is nearest to it. */
const keepFocus = (change: () => void, nearest: () => HTMLElement | null | undefined): void => {
	const focused = document.activeElement
	change()
	if (document.activeElement === focused || !(focused instanceof HTMLElement)) return
	const next = focused.isConnected ? focused : nearest()
	next?.focus({ preventScroll: true })
}

/** Makes an element what the fresh one is, and so its children. */
export const morph = (
	shown: Element,
	fresh: Element,
	nearest: () => HTMLElement | null | undefined = () => byId('main'),
): void => keepFocus(() => void Idiomorph.morph(shown, fresh, { morphStyle: 'outerHTML', callbacks }), nearest)
