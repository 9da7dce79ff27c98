/** Providers that give addresses to everybody: two people there have nothing in common. */
export const mailProviders: ReadonlySet<string> = new Set(
  `gmail.com googlemail.com outlook.com hotmail.com live.com msn.com hotmail.co.uk hotmail.fr hotmail.de hotmail.it hotmail.es
   outlook.de outlook.fr outlook.es live.co.uk live.fr live.nl yahoo.com ymail.com rocketmail.com yahoo.co.uk yahoo.fr yahoo.de
   yahoo.it yahoo.es yahoo.co.jp yahoo.com.br yahoo.co.in icloud.com me.com mac.com aol.com aim.com gmx.de gmx.net gmx.at gmx.ch
   gmx.com web.de t-online.de freenet.de mail.com proton.me protonmail.com pm.me tutanota.com tuta.com tuta.io posteo.de
   mailbox.org fastmail.com fastmail.fm hey.com zoho.com zohomail.com mail.ru bk.ru inbox.ru list.ru internet.ru yandex.ru
   yandex.com ya.ru rambler.ru ukr.net i.ua meta.ua bigmir.net orange.fr wanadoo.fr free.fr sfr.fr laposte.net libero.it
   virgilio.it tiscali.it alice.it tin.it wp.pl o2.pl onet.pl interia.pl op.pl seznam.cz email.cz centrum.cz azet.sk freemail.hu
   citromail.hu bluewin.ch telenet.be skynet.be ziggo.nl kpnmail.nl planet.nl home.nl xs4all.nl btinternet.com sky.com
   virginmedia.com talktalk.net comcast.net verizon.net att.net sbcglobal.net cox.net charter.net bellsouth.net earthlink.net
   rogers.com shaw.ca bell.net sympatico.ca bigpond.com optusnet.com.au qq.com foxmail.com 163.com 126.com yeah.net sina.com
   sohu.com naver.com daum.net hanmail.net rediffmail.com uol.com.br bol.com.br terra.com.br abv.bg walla.co.il`.split(
    /\s+/,
  ),
);
