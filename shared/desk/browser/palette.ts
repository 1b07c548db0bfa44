import { isAtHand, nameOf, use } from './controls.ts'
import { findAll, make, showSaid, word } from './page.ts'
import { isMeant } from './words.ts'

/** All that can be done on the page, by its name: a field that filters, and a list below it that the arrows walk. */

const OFFERED = '[data-key], nav a, .own a, [data-offer]'

type Offer = { readonly name: string; readonly key: string | undefined; readonly control: HTMLElement }

const offersOf = (): readonly Offer[] => {
	const named = findAll(OFFERED)
		.filter((control) => isAtHand(control) && control.ariaDisabled !== 'true')
		.map((control) => ({ name: nameOf(control), key: control.dataset.key, control }))
	return named.filter(({ name }, index) => name !== '' && named.findIndex((one) => one.name === name) === index)
}

const field = make('input', {
	id: 'palette-field',
	type: 'text',
	role: 'combobox',
	autocomplete: 'off',
	'aria-controls': 'palette-list',
	'aria-expanded': 'true',
	'aria-autocomplete': 'list',
})
const list = make('ul', { id: 'palette-list', role: 'listbox', 'aria-labelledby': 'palette-label' })
const none = make('p', { role: 'status', class: 'soft' })
const dialog = make(
	'dialog',
	{ id: 'palette', 'aria-labelledby': 'palette-label' },
	make('label', { id: 'palette-label', for: 'palette-field' }, word('palette')),
	field,
	list,
	none,
)

let offers: readonly Offer[] = []
let chosen = 0

const options = (): HTMLElement[] => findAll('[role=option]', list)

const choose = (index: number): void => {
	const all = options()
	chosen = all.length === 0 ? 0 : (index + all.length) % all.length
	for (const [at, option] of all.entries()) option.ariaSelected = String(at === chosen)
	field.setAttribute('aria-activedescendant', all[chosen]?.id ?? '')
	all[chosen]?.scrollIntoView({ block: 'nearest' })
}

const optionOf = ({ name, key }: Offer, index: number): HTMLElement =>
	make(
		'li',
		{ id: `palette-${index}`, role: 'option', 'data-offer-at': String(index) },
		make('span', {}, name),
		key === undefined ? undefined : make('kbd', { 'aria-hidden': 'true' }, key),
	)

const filter = (): void => {
	const found = [...offers.entries()].filter(([, { name }]) => isMeant(name, field.value))
	list.replaceChildren(...found.map(([index, offer]) => optionOf(offer, index)))
	showSaid(none, found.length === 0 ? word('paletteNone') : undefined)
	choose(0)
}

const take = (option: HTMLElement | undefined): void => {
	const offer = offers[Number(option?.dataset.offerAt)]
	if (offer === undefined) return
	// First back to where the focus was: the control may be one of the row there.
	dialog.close()
	use(offer.control)
}

const STEPS: Readonly<Record<string, (index: number) => number>> = {
	ArrowDown: (index) => index + 1,
	ArrowUp: (index) => index - 1,
}

const handleKey = (event: KeyboardEvent): void => {
	const step = STEPS[event.key]
	if (step !== undefined) choose(step(chosen))
	else if (event.key === 'Enter' && !event.isComposing) take(options()[chosen])
	else return
	event.preventDefault()
}

const openPalette = (): void => {
	if (!dialog.isConnected) document.body.append(dialog)
	offers = offersOf()
	field.value = ''
	dialog.showModal()
	filter()
	field.focus()
}

/** Opens the palette, or closes it. */
export const togglePalette = (event: Event): void => {
	event.preventDefault()
	if (dialog.open) dialog.close()
	else if (!document.querySelector('dialog[open]')) openPalette()
}

export const startPalette = (): void => {
	field.addEventListener('input', filter)
	field.addEventListener('keydown', handleKey)
	list.addEventListener('click', ({ target }) => {
		if (target instanceof Element) take(target.closest<HTMLElement>('[role=option]') ?? undefined)
	})
}
