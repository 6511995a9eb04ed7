// Charts: values under the pointer and the arrow keys, pictures to take away. Without it the tables have every value.
(() => {
	const script = document.currentScript;
	const [read, svgWord, pngWord, csvWord] = script.dataset.words.split("|");
	const set = (one, all) => {
		for (const name in all) one.setAttribute(name, all[name]);
		return one;
	};
	const add = (name, parent) => parent.appendChild(document.createElement(name));

	for (const box of document.querySelectorAll("figure.chart-box")) {
		const svg = box.querySelector("svg.chart"), bar = box.querySelector(".take");
		if (svg) values(svg);
		if (svg && bar) ways(svg, box.id, bar);
	}

	// What the circles say stands once in <metadata>, in the order in which they are drawn.
	function values(svg) {
		const tips = (svg.querySelector("metadata")?.textContent ?? "").split("|");
		const number = (one, name) => +one.getAttribute(name);
		const points = [...svg.querySelectorAll("circle")]
			.map((one, i) => ({ x: number(one, "cx"), y: number(one, "cy"), text: tips[i] }))
			.filter((point) => point.text).sort((a, b) => a.x - b.x || a.y - b.y);
		if (!points.length) return;
		const { x: left, y: top, width, height } = svg.viewBox.baseVal;
		const plot = document.createElement("div");
		plot.className = "plot";
		svg.replaceWith(plot);
		plot.append(svg);
		const layer = set(add("div", plot), {
			class: "points", tabindex: 0, role: "slider", "aria-valuemin": 1, "aria-valuemax": points.length,
			"aria-label": read + ": " + svg.querySelector("title").textContent,
		});
		const mark = add("i", layer), tip = add("span", layer);
		let at = points.length - 1;
		const say = () => set(layer, { "aria-valuenow": at + 1, "aria-valuetext": points[at].text });
		const hide = () => layer.classList.remove("on");
		const show = (next) => {
			at = Math.max(0, Math.min(points.length - 1, next));
			say();
			layer.classList.add("on");
			tip.textContent = points[at].text;
			const { clientWidth: wide, clientHeight: high } = plot, { offsetWidth: w, offsetHeight: h } = tip;
			const x = (points[at].x - left) / width * wide, y = (points[at].y - top) / height * high;
			mark.style.translate = `${x}px ${y}px`;
			tip.style.translate = `${Math.max(0, Math.min(wide - w, x - w / 2))}px ${y > h + 12 ? y - h - 10 : y + 12}px`;
		};
		// On a line the nearest period will do; where points stand above each other, the nearest point.
		const line = points.every((point, i) => !i || point.x - points[i - 1].x > 1);
		layer.onpointermove = ({ clientX, clientY }) => {
			const area = plot.getBoundingClientRect();
			const x = (clientX - area.x) / area.width * width + left, y = (clientY - area.y) / area.height * height + top;
			const far = (point) => Math.hypot(point.x - x, line ? 0 : point.y - y);
			show(points.indexOf(points.reduce((best, point) => far(point) < far(best) ? point : best)));
		};
		layer.onpointerleave = () => layer === document.activeElement || hide();
		layer.onfocus = () => show(at);
		layer.onblur = hide;
		layer.onkeydown = (event) => {
			const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, Home: -1e9, End: 1e9 }[event.key];
			if (event.key === "Escape") hide();
			if (!step) return;
			event.preventDefault();
			show(at + step);
		};
		say();
	}

	function ways(svg, id, bar) {
		const save = (href, type) => {
			const link = document.createElement("a");
			link.href = href;
			link.download = location.pathname.match(/([^/.]*)[^/]*$/)[1] + `-${id}.${type}`;
			link.click();
		};
		const button = (word, act) => {
			const made = add("button", bar);
			made.textContent = word;
			made.onclick = act;
		};
		const address = (text) => "data:image/svg+xml," + encodeURIComponent(text);
		button(svgWord, () => save(address(alone(svg)), "svg"));
		button(pngWord, async () => {
			const picture = new Image();
			picture.src = address(alone(svg, await fonts()));
			await picture.decode();
			const canvas = document.createElement("canvas");
			canvas.width = picture.width * 2;
			canvas.height = picture.height * 2;
			canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
			save(canvas.toDataURL(), "png");
		});
		const csv = document.querySelector('.downloads a[href$=".csv"]');
		if (csv) bar.append(Object.assign(csv.cloneNode(), { textContent: csvWord }));
	}

	// The drawing with its message above, its source below, and the colours that it is seen in.
	function alone(svg, style = "") {
		const shapes = "path,circle,text", copy = svg.cloneNode(true), seen = svg.querySelectorAll(shapes);
		copy.querySelectorAll(shapes).forEach((one, i) => {
			const of = getComputedStyle(seen[i]);
			for (const name of ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "paint-order", "font-size", "font-weight"])
				set(one, { [name]: of.getPropertyValue(name) });
		});
		copy.querySelector("metadata")?.remove();
		const { color, backgroundColor, fontFamily } = getComputedStyle(document.body);
		const { x, y, width, height } = svg.viewBox.baseVal;
		const pen = document.createElement("canvas").getContext("2d");
		const write = (text, size, weight) => {
			pen.font = `${weight} ${size}px ${fontFamily}`;
			const lines = [""];
			for (const word of text.split(" ")) {
				if (pen.measureText(lines.at(-1) + word).width > width) lines.push("");
				lines[lines.length - 1] += word + " ";
			}
			const told = lines.map((line, i) => `<tspan x="${x}" dy="${i && size * 1.35}">${line.replace(/[&<]/g, (c) => `&#${c.charCodeAt()};`)}</tspan>`);
			return { high: lines.length * size * 1.35, at: (y) => `<text y="${y}" fill="${color}" font-size="${size}" font-weight="${weight}">${told.join("")}</text>` };
		};
		const head = write(svg.querySelector("title").textContent, 12, 700);
		const foot = write(document.title + (location.host && " · " + location.host + location.pathname), 8, 400);
		const [left, top, wide, high] = [x - 12, y - head.high - 16, width + 24, height + head.high + foot.high + 32];
		return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${wide} ${high}" width="${wide * 2}" height="${high * 2}" font-family="Be Vietnam Pro,sans-serif">`
			+ `<style>${style}</style><path fill="${backgroundColor}" d="M${left} ${top}h${wide}v${high}h-${wide}z"/>`
			+ head.at(top + 20) + copy.innerHTML.replace(/&nbsp;/g, "\xa0") + foot.at(y + height + 16) + "</svg>";
	}

	// A picture sees no font of its page: the site's own are put into it, where they can be read.
	async function fonts() {
		const one = async (name) => {
			const file = await fetch(new URL(`../fonts/be-vietnam-pro-${name}.woff2`, script.src));
			const reader = new FileReader();
			reader.readAsDataURL(await file.blob());
			await new Promise((done) => reader.onload = done);
			return `@font-face{font-family:"Be Vietnam Pro";font-weight:${name.slice(-3)};src:url(${reader.result})}`;
		};
		return (await Promise.all(["vietnamese-400", "vietnamese-700", "latin-400", "latin-700"].map(one)).catch(() => [])).join("");
	}
})();
