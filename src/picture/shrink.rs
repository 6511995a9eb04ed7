//! Fewer pixels: each is the mean of those whose place it takes, weighed by how much of each it covers. Whole numbers
//! alone, so that the result is the same on every machine; one row at a time, so that it takes no memory to speak of.

use super::Size;

/// A picture of `channels` numbers a pixel (the last of them says how much of the others is seen, where `has_alpha`) in
/// another, smaller size.
pub(super) fn shrink(
    pixels: &[u8],
    channels: usize,
    has_alpha: bool,
    from: Size,
    to: Size,
) -> Vec<u8> {
    let (width, height) = (from.width as usize, u64::from(from.height));
    let (rows, wanted) = (u64::from(to.height), to.width as usize);
    let mut shrunk = Vec::with_capacity(wanted * to.height as usize * channels);
    let mut sums = vec![0_u64; wanted * channels];
    let mut row = vec![0_u64; wanted * channels];
    // An old row is `rows` high, a new one `height`.
    let mut open = height;
    for line in pixels.chunks_exact(width * channels) {
        narrow(line, channels, has_alpha, from.width, &mut row);
        let mut left = rows;
        while left > 0 {
            let covered = left.min(open);
            for (sum, value) in sums.iter_mut().zip(&row) {
                *sum += value * covered;
            }
            left -= covered;
            open -= covered;
            if open == 0 {
                let whole = u64::from(from.width) * height;
                finish(&sums, channels, has_alpha, whole, &mut shrunk);
                sums.fill(0);
                open = height;
            }
        }
    }
    shrunk
}

/// One row, narrower: each new pixel is the sum of what it covers, an old one being as wide as there are new ones.
fn narrow(line: &[u8], channels: usize, has_alpha: bool, width: u32, row: &mut [u64]) {
    row.fill(0);
    let wanted = (row.len() / channels) as u64;
    let mut new = row.chunks_exact_mut(channels);
    let (mut target, mut open) = (new.next(), u64::from(width));
    for pixel in line.chunks_exact(channels) {
        let mut left = wanted;
        while left > 0 {
            let Some(sums) = &mut target else { return };
            let covered = left.min(open);
            add(pixel, has_alpha, covered, sums);
            left -= covered;
            open -= covered;
            if open == 0 {
                (target, open) = (new.next(), u64::from(width));
            }
        }
    }
}

/// Adds a pixel. A colour counts as far as it is seen, or the edges of what can be seen through would darken.
fn add(pixel: &[u8], has_alpha: bool, covered: u64, sums: &mut [u64]) {
    let Some((&alpha, colours)) = pixel.split_last().filter(|_| has_alpha) else {
        for (sum, value) in sums.iter_mut().zip(pixel) {
            *sum += u64::from(*value) * covered;
        }
        return;
    };
    let seen = u64::from(alpha) * covered;
    for (sum, value) in sums.iter_mut().zip(colours) {
        *sum += u64::from(*value) * seen;
    }
    if let Some(sum) = sums.last_mut() {
        *sum += seen;
    }
}

/// The means of a row of sums, each over as much as `whole`.
fn finish(sums: &[u64], channels: usize, has_alpha: bool, whole: u64, shrunk: &mut Vec<u8>) {
    let mean = |sum: u64, of: u64| {
        let rounded = (sum + of / 2).checked_div(of);
        u8::try_from(rounded.unwrap_or_default()).unwrap_or(u8::MAX)
    };
    for pixel in sums.chunks_exact(channels) {
        match pixel.split_last().filter(|_| has_alpha) {
            Some((&seen, colours)) => {
                shrunk.extend(colours.iter().map(|sum| mean(*sum, seen)));
                shrunk.push(mean(seen, whole));
            }
            None => shrunk.extend(pixel.iter().map(|sum| mean(*sum, whole))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(width: u32, height: u32) -> Size {
        Size { width, height }
    }

    #[test]
    fn a_pixel_is_the_mean_of_those_that_it_covers() {
        let four = [0, 10, 20, 30, 40, 50, 60, 70];
        assert_eq!(shrink(&four, 1, false, size(4, 2), size(2, 1)), [25, 45]);
        // Three columns in the place of four: a third of the neighbour counts.
        assert_eq!(
            shrink(&[0, 90, 180, 255], 1, false, size(4, 1), size(3, 1)),
            [23, 135, 236]
        );
        let same = shrink(&[7; 24], 3, false, size(4, 2), size(3, 1));
        assert_eq!(same, [7; 9]);
    }

    #[test]
    fn what_is_not_seen_has_no_colour() {
        let red_and_nothing = [255, 0, 0, 255, 0, 255, 0, 0];
        assert_eq!(
            shrink(&red_and_nothing, 4, true, size(2, 1), size(1, 1)),
            [255, 0, 0, 128]
        );
        assert_eq!(
            shrink(&[9; 8], 4, true, size(2, 1), size(1, 1)),
            [9, 9, 9, 9]
        );
        assert_eq!(shrink(&[0; 8], 4, true, size(2, 1), size(1, 1)), [0; 4]);
    }
}
