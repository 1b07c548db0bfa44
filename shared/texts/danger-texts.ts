import type { AddressForm, ContactLanguage } from '#shared/cases/codes.ts'
import type { DangerKind } from '#shared/cases/signals/facts.ts'

type Variants = { readonly du: string; readonly sie: string; readonly en: string; readonly tr: string }

/**
 * What we answer to somebody who may be in danger. Nobody edits them: under pressure a wrong number is soon typed. Each fits a post on
 * X with initials. The numbers are those of Germany, where our customers are; 116 111 is not there by night, TelefonSeelsorge is.
 */
const DANGER_TEXTS: Readonly<Record<DangerKind, Variants>> = {
	selfHarm: {
		du: 'Was du schreibst, geht uns nahe. Bitte bleib damit nicht allein: Die TelefonSeelsorge ist Tag und Nacht kostenlos da, 0800 1110111, 0800 1110222 oder 116 123. Für Kinder und Jugendliche: 116 111. Ist es jetzt gefährlich? Dann ruf bitte sofort 112 an.',
		sie: 'Was Sie schreiben, geht uns nahe. Bitte bleiben Sie damit nicht allein: Die TelefonSeelsorge ist Tag und Nacht kostenlos da, 0800 1110111, 0800 1110222 oder 116 123. Für Kinder und Jugendliche: 116 111. Ist es jetzt gefährlich? Dann rufen Sie bitte sofort 112 an.',
		en: 'What you write stays with us. Please do not be alone with it: TelefonSeelsorge is there day and night, free of charge, on 0800 1110111, 0800 1110222 or 116 123. For children and young people: 116 111. In danger right now? Then please call 112 at once.',
		tr: "Yazdıklarınız bize dokundu. Lütfen bununla yalnız kalmayın: TelefonSeelsorge gece gündüz ve ücretsiz, 0800 1110111, 0800 1110222 veya 116 123. Çocuklar ve gençler için: 116 111. Şu anda tehlikede misiniz? Lütfen hemen 112'yi arayın.",
	},
	lifeThreat: {
		du: 'Ist jemand in Lebensgefahr? Dann ruf bitte sofort 112 an, das geht kostenlos von jedem Telefon. Wir können von hier aus keine Hilfe schicken. Sobald alle in Sicherheit sind, sind wir wieder für dich da.',
		sie: 'Ist jemand in Lebensgefahr? Dann rufen Sie bitte sofort 112 an, das geht kostenlos von jedem Telefon. Wir können von hier aus keine Hilfe schicken. Sobald alle in Sicherheit sind, sind wir wieder für Sie da.',
		en: "Is somebody's life in danger? Then please call 112 at once, it is free from every phone. We cannot send help from here. As soon as everybody is safe, we are here for you again.",
		tr: "Birinin hayatı tehlikede mi? Lütfen hemen 112'yi arayın, her telefondan ücretsizdir. Biz buradan yardım gönderemiyoruz. Herkes güvende olunca yine sizin için buradayız.",
	},
	/** In Germany a telephone without any SIM card reaches no emergency call. */
	emergencyUnreachable: {
		du: 'Brauchst du jetzt Hilfe? 112 geht mit jedem Handy, in dem eine SIM-Karte steckt, über jedes Netz am Ort, auch ohne Guthaben. Sonst lass bitte jemanden in der Nähe für dich anrufen. Um deinen Anschluss kümmern wir uns sofort.',
		sie: 'Brauchen Sie jetzt Hilfe? 112 geht mit jedem Handy, in dem eine SIM-Karte steckt, über jedes Netz am Ort, auch ohne Guthaben. Sonst lassen Sie bitte jemanden in der Nähe für Sie anrufen. Um Ihren Anschluss kümmern wir uns sofort.',
		en: 'Do you need help now? 112 works from every mobile phone with a SIM card, over any network there is, even without credit. If not, please have somebody nearby call for you. We are looking after your line at once.',
		tr: 'Şu anda yardıma ihtiyacınız var mı? 112, SIM kartı olan her cep telefonundan, oradaki her şebeke üzerinden, kontörsüz de aranır. Olmazsa lütfen yakınınızdaki biri sizin için arasın. Hattınızla hemen ilgileniyoruz.',
	},
	violenceAgainstUs: {
		du: 'Wir sehen, wie verärgert du bist, und helfen dir weiter. Drohungen gegen Menschen, die hier arbeiten, nehmen wir ernst. Bitte schreib uns, worum es dir geht, dann kümmern wir uns darum.',
		sie: 'Wir sehen, wie verärgert Sie sind, und helfen Ihnen weiter. Drohungen gegen Menschen, die hier arbeiten, nehmen wir ernst. Bitte schreiben Sie uns, worum es Ihnen geht, dann kümmern wir uns darum.',
		en: 'We can see how upset you are, and we will help you. We take threats against the people who work here seriously. Please tell us what this is about, and we will look after it.',
		tr: 'Ne kadar kızgın olduğunuzu görüyoruz ve size yardımcı olacağız. Burada çalışan insanlara yönelik tehditleri ciddiye alıyoruz. Lütfen bize sorununuzu yazın, ilgilenelim.',
	},
	child: {
		du: 'Ist ein Kind jetzt in Gefahr? Dann ruf bitte sofort 110 oder 112 an. Rat gibt Erwachsenen das Elterntelefon, 0800 1110550, Kindern und Jugendlichen das Sorgentelefon, 116 111, beide kostenlos. Danke, dass du nicht wegsiehst.',
		sie: 'Ist ein Kind jetzt in Gefahr? Dann rufen Sie bitte sofort 110 oder 112 an. Rat gibt Erwachsenen das Elterntelefon, 0800 1110550, Kindern und Jugendlichen das Sorgentelefon, 116 111, beide kostenlos. Danke, dass Sie nicht wegsehen.',
		en: 'Is a child in danger now? Then please call 110 or 112 at once. Adults get advice on 0800 1110550 (Elterntelefon), children and young people on 116 111, both free of charge. Thank you for not looking away.',
		tr: "Bir çocuk şu anda tehlikede mi? Lütfen hemen 110'u veya 112'yi arayın. Yetişkinler için danışma: 0800 1110550 (Elterntelefon), çocuklar ve gençler için: 116 111, ikisi de ücretsiz. Görmezden gelmediğiniz için teşekkürler.",
	},
}

/** Returns the fixed text for a danger, as its customer writes; an unknown form is Sie. */
export const dangerText = (
	kind: DangerKind,
	{ language, form }: { readonly language: ContactLanguage; readonly form?: AddressForm | undefined },
): string => {
	const variants = DANGER_TEXTS[kind]
	return language === 'de' ? variants[form ?? 'sie'] : variants[language]
}
