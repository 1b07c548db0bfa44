import { foldText } from './fold-text.ts'

/** Words that say nothing of a matter, in German, English and Turkish. */
const WORDS = `
	aber alle allem allen aller alles als also am an auch auf aus bei beim bin bis bist bitte da dabei dadurch dafür dagegen daher damit
	danach dann daran darauf daraus das dass davon dazu dein deine deinem deinen deiner dem den denn der des deshalb dich die dies
	diese diesem diesen dieser dieses dir doch dort durch eben ein eine einem einen einer eines einfach einmal etwas euch euer eure
	euren für gar gegen genau gerade gibt ganz habe haben habt hallo hast hat hatte hätte hatten hier hin ich ihm ihn ihnen ihr ihre ihrem
	ihren ihrer immer immernoch irgendwie ist jede jedem jeden jeder jedes jemand jetzt kann kannst kein keine keinem keinen keiner können
	könnt könnte könnten leider lieber liebes machen macht mal man mehr mein meine meinem meinen meiner mich mir mit muss müssen nach nicht
	nichts noch nun nur ob oder ohne schon sehr sein seine seinem seinen seiner seit selbst sich sie sind soll sollen sollte sondern sonst sowie
	und uns unser unsere unserem unseren unserer vom von vor wann warum was weil weiß weiter welche welcher wenn wer werde werden wie wieder
	wieso will wir wird wirklich wissen wollen wurde würde würden während zum zur zwar zwischen
	about after again all also and any anyone are because been before being but can cant could did does doesnt doing dont down during each
	else even ever every for from further get gets getting had has have havent hello her here hers him his how into its just know like
	made make many more most much must need never not now off once one only other our ours out over please same she should since some
	still such than thank thanks that the their them then there these they this those through too under until very want was were what when
	where which while who whom whose why will with without wont would yet you your yours
	ama ancak artık bana bazı belki ben beni benim bile bir biraz biri biz bize bizi bizim bunu bunun bütün çok çünkü daha değil diye eğer
	fakat gibi göre hala hangi hemen henüz hep hepsi her hiç için ile ise kadar kendi kez kim lütfen merhaba mi mı nasıl neden nerede niçin
	niye olan olarak olduğu oldu olsun olur onlar onu onun oysa rağmen sadece sana şey siz sizi sizin sonra şu tarafından tüm üzere var ve veya
	yani yine yok zaten
`

/** The words, folded. */
export const STOP_WORDS: ReadonlySet<string> = new Set(WORDS.trim().split(/\s+/).map(foldText))
