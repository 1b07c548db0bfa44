import type { SignalKind } from '#shared/cases/signals/facts.ts'
import { CONTRACT_MATTERS } from './contract-matters.ts'
import { ABOUT_PEOPLE } from './people.ts'
import { PRESS_AND_LAW } from './press-and-law.ts'
import type { Rules } from './rule.ts'

/** Those that words raise, sentence by sentence. */
type Worded = Exclude<SignalKind, 'brokenPromiseTwice' | 'thanks'>

/** The words by which each signal is known. A kind without them does not compile. */
export const SUGGESTIONS: Readonly<Record<Worded, Rules>> = { ...PRESS_AND_LAW, ...CONTRACT_MATTERS, ...ABOUT_PEOPLE }

/** What thanks are said by, and what shows that it is more, or meant otherwise; asked of the whole text. */
export const THANKS: Rules = {
	asItIs: `
		(danke*|dankeschön*|dank|vielen dank|merci|thx|thanks|thank|ty|tysm|cheers|teşekkür*|teşekkürler|sağol*|sağ olun|sağ ol|eyvallah|tşk*|tesekkur*|dankää*|bedank*|herzlichsten|super gemacht|lob|lieben gruss und danke|1000 dank|tausend dank|appreciate* it|much appreciated|ellerinize sağlık)
	`,
}
export const MORE_THAN_THANKS: Rules = {
	asItIs: `
		(aber|trotzdem|leider|jedoch|allerdings|dennoch|nur|ausser|bloss|immer noch|noch immer|kein*|nicht|nichts|nie|niemand|warum|wann|wieso|wo|weshalb|wie lange|wie hoch|wie kann|könnt*|könnte*|können|bitte|hätte*|brauch*|möchte|will|wollte|muss|soll|sollte|kaputt|seit|wieder weg|langsam|voraus|vorab|na danke|nein danke|auch|für gar nichts|toll danke|frage|fragen|kündig*|rechnung|warte*|frechheit|enttäusch*|schlecht|unverschämt*|sauer|noch mal gemeldet)
		(störung|problem*|fehler|ausfall) && !(gelöst|behoben|erledigt|weg|geklärt|gefixt|beseitigt|vorbei)
		(but|still|not|however|unfortunately|why|when|where|please|could|would|cant|dont|doesnt|didnt|isnt|wont|no thanks|no thank|for nothing|in advance|nothing|need|want|waiting|slow|again|wrong|yet|except|although|question|how do|how can|how long)
		(problem|issue|fault|outage) && !(solved|fixed|sorted|resolved|gone|over)
		(ama|fakat|hala|ancak|lakin|neden|niye|ne zaman|nasıl|değil|yok|lütfen|olmadı|gelmedi|çalışmıyor|şimdiden|maalesef|rica|istiyorum|bekliyorum|rezalet|hiçbir)
		(sorun*|problem*|arıza*) && !(çözül*|düzel*|bitti|halloldu|giderildi|kalmadı)
	`,
}
